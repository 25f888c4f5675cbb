// Spanish: waterfalls and the digest of the chat on phones.
import type { waterfall as en } from '../en/waterfall';

export const waterfall: Record<keyof typeof en, string> = {
  'fall.label': 'Cascada',
  'fall.lead': 'Ahora todas las personas escriben. Las respuestas se muestran a la vez.',
  'fall.area': 'Su respuesta',
  'fall.nobodySees':
    'Nadie ve esto hasta que quien facilita abra la compuerta. Entonces lo ven todas las personas, con su nombre, también en la repetición.',
  'fall.onDevice': 'Aún no está lista: está solo en este equipo.',
  'fall.ready': 'Lista',
  'fall.isReady': 'Lista. Se muestra cuando se abra la compuerta.',
  'fall.change': 'Cambiarla',
  'fall.watching': 'Usted solo mira: las respuestas llegan cuando se abra la compuerta.',
  'fall.count': '{ready} listas, {writing} escribiéndose',
  'fall.open': 'Abrir la compuerta',
  'fall.few.title': '¿Abrir ya la compuerta?',
  'fall.few.body': 'Hay {ready} de {all} listas. Lo que no está listo no se muestra.',
  'fall.few.confirm': 'Abrirla ya',
  'fall.callOff': 'Cancelarla',
  'fall.callOff.title': '¿Cancelar la cascada?',
  'fall.callOff.body': 'No se muestra nada. Cada persona conserva lo que escribió.',
  'fall.callOff.confirm': 'Cancelarla ya',
  'fall.released':
    'La compuerta está abierta: {count, plural, one {# respuesta está} other {# respuestas están}} en el chat de la plenaria.',
  'fall.cancelled': 'La cascada se canceló. No se mostró nada.',
  'fall.unfinished': 'No había terminado: ¿ponerlo en el campo de mensaje?',
  'fall.unshown': 'Lo que escribió no se mostró: ¿ponerlo en el campo de mensaje?',
  'fall.take': 'Ponerlo en el campo de mensaje',
  'fall.discard': 'Descartarlo',
  'fall.start.title': 'Comenzar una cascada',
  'fall.start.lead':
    'Todas las personas escriben y nadie ve las respuestas de las demás hasta que usted abra la compuerta. Entonces aparecen todas a la vez en la plenaria.',
  'fall.start.en': 'Consigna en inglés',
  'fall.start.es': 'Consigna en español',
  'fall.start.confirm': 'Comenzarla',
  'digest.label': 'Resumen de la plenaria',
  'digest.count': '{count, plural, one {# mensaje} other {# mensajes}} en el último minuto',
  'digest.some': 'Algunos de ellos, y los que le conciernen:',
  'digest.all': 'Ver todos',
  'digest.back': 'Volver al resumen',
};
