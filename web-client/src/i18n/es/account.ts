// Spanish: welcome, signing in, accounts.
import type { account as en } from '../en/account';

export const account: Record<keyof typeof en, string> = {
  'home.title': 'Le damos la bienvenida a Convene',
  'home.body': 'Sesiones en vivo para quienes trabajan en las escuelas, y sus repeticiones.',
  'home.code.title': 'Unirse a una sesión',
  'home.code.label': 'Código de la sesión',
  'home.code.hint': 'Ocho letras y números que le da quien organiza.',
  'home.code.submit': 'Continuar',
  'home.link': '¿Recibió un enlace personal? Ábralo y entrará sin código.',
  'home.team': '¿Usted dirige sesiones?',
  'home.seats': 'Sus sesiones en este navegador',
  'signIn.title': 'Ingresar',
  'signIn.submit': 'Ingresar',
  'signIn.body':
    'Para quienes facilitan y para el personal. Los educadores no necesitan cuenta: abra su enlace personal.',
  signOut: 'Salir de la cuenta',
  signedInAs: 'Cuenta de {name}',
  'setup.title': 'Preparar Convene',
  'setup.body': 'Usted es la primera persona. Cree la cuenta de la primera administración.',
  'setup.submit': 'Crear la cuenta',
  'invite.title': 'Elija su contraseña',
  'invite.body': 'Después habrá ingresado y este enlace dejará de funcionar.',
  'invite.submit': 'Guardar e ingresar',
  'accounts.title': 'Cuentas',
  'accounts.body': 'Personas que dirigen o apoyan sesiones. Los educadores no necesitan cuenta.',
  'accounts.empty': 'Todavía no hay cuentas.',
  'accounts.active': 'Activa',
  'accounts.invited': 'Con invitación, sin contraseña todavía',
  'accounts.new': 'Cuenta nueva',
  'accounts.permission': 'Permiso',
  'accounts.permission.hint':
    'El personal puede dirigir todas las sesiones; quienes facilitan, solo las suyas.',
  'accounts.submit': 'Crear y obtener el enlace',
  'accounts.link': 'Enlace de invitación',
  'accounts.link.body':
    'Envíe este enlace a {name}. Funciona una sola vez y solo se muestra ahora.',
  'accounts.status': 'Estado',
  'nav.sessions': 'Sesiones',
  'nav.accounts': 'Cuentas',
  'nav.main': 'Principal',
};
