// Spanish: joining a session.
import type { sessions as en } from '../en/sessions';

export const sessions: Record<keyof typeof en, string> = {
  'detail.roster.permission': 'Permiso',
  'join.when': '{start} a {end}',
  'join.title': 'Unirse a una sesión',
  'join.youAre': 'Usted es {who}.',
  'join.submit': 'Unirse',
  'join.noAccount': 'Sin cuenta ni contraseña. Antes de guardar algo, le preguntamos.',
  'join.network': 'Esta red llega al servidor.',
  'join.check': 'Revise en diez segundos si llegan las novedades en vivo',
  'join.calendar': 'Agregar a mi calendario',
  'join.notYou': '¿No es usted?',
  'join.notYou.body': 'Entonces este enlace es de otra persona. Pida el suyo a quien organiza.',
  'join.help': 'Necesito ayuda',
  'join.help.body':
    'Revise su red y lea el código que aparece a la mesa de ayuda de quien organiza. Allí también ven si usted está en la lista y le dan un enlace nuevo.',
  'join.help.check': 'Revisar su red',
  'join.code.other': 'Usar otro código',
  'join.code.body':
    'Diga quién es. Todas las personas de la sesión ven su nombre, función y organización.',
  'join.by': '¿Cómo buscamos su lugar en la lista?',
  'join.by.email': 'Por mi correo electrónico',
  'join.by.place': 'Por mi nombre y el lugar donde trabajo',
  'join.email.hint': 'El que conoce quien organiza. Solo lo ven quienes dirigen la sesión.',
  'join.unknown':
    'Ningún lugar libre tiene este correo. Diga también dónde trabaja: entonces esperará en la puerta.',
  'join.door':
    '¿No está en la lista o su lugar está tomado? Entonces espera en la puerta: quienes facilitan ven su nombre y le dejan entrar.',
  'join.hasAccount': 'Este correo tiene una cuenta. Ingrese con ella para entrar.',
  'join.ended':
    'Esta sesión ya terminó. Puede unirse para saber si su repetición está abierta para usted.',
  'join.code.ended':
    'Esta sesión ya terminó. Con un enlace personal quizá pueda ver su repetición.',
  'join.asTeam': 'Entrar como el equipo',
  'join.asTeam.body': 'Ingresó como {name} y puede entrar como el equipo.',
};
