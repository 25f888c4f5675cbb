// Spanish: what the refusals mean that only a room can get. They come with it.
import type { roomErrors as en } from '../en/room-errors';

export const roomErrors: Record<keyof typeof en, string> = {
  'error.badRecipients': 'Escriba a entre una y siete personas más.',
  'error.tooManyChannels': 'Alguna de las personas ya tiene demasiadas conversaciones privadas.',
  'error.noSuchLine': 'Este mensaje no está o usted no puede leerlo.',
  'error.slowMode': 'El modo lento está activo. Espere un poco antes de su próximo mensaje.',
  'error.chatLocked': 'Por ahora, en la plenaria solo escriben quienes facilitan.',
  'error.privateLinesOff': 'Los mensajes privados a estas personas están desactivados.',
  'error.tooManyPins': 'Ya hay cinco mensajes fijados. Primero quite uno.',
  'error.checkOver': 'Esta verificación de presencia ya terminó.',
  'error.noSuchRound': 'Esta ronda ya no está, o no tiene esa sala.',
  'error.roundOpen': 'Hay otra ronda abierta. Ciérrela primero.',
  'error.roundState': 'Las salas de esta ronda no están abiertas, o ya se abrieron.',
  'error.roomFull': 'En esta sala no caben más personas.',
  'error.badPlacement': 'Alguien está en dos salas, o ya no está en la lista.',
  'error.listening': 'En este paso de su sala usted escucha. Puede escribir en el siguiente.',
  'error.noSuchPoll': 'Esta encuesta ya no está, o no le toca responderla.',
  'error.pollClosed': 'Esta encuesta está cerrada. Ya no se reciben respuestas.',
  'error.pollOpen': 'Esta encuesta está abierta, o alguien la abrió otra vez mientras tanto.',
  'error.badAnswer': 'Una de las respuestas no corresponde a su pregunta.',
  'error.answered': 'Usted ya respondió, y estas respuestas quedan así.',
  'error.tooFew':
    'Podrían responder menos de ocho personas, y se sabría quiénes son. Pregunte de otra manera.',
  'error.badToken': 'Esta boleta no es de esta encuesta, o fue alterada.',
  'error.resultsHidden': 'Los resultados de esta encuesta no se muestran a nadie.',
  'error.noSuchQuestion': 'Esta pregunta ya no está, o usted no puede verla.',
  'error.questionsClosed': 'Ahora no se reciben preguntas, o no sin nombre.',
  'error.questionState': 'Esta pregunta ya se respondió, o forma parte de otra.',
  'error.waterfallOver': 'Esta cascada ya terminó.',
  'error.waterfallOpen': 'Ya hay una cascada en curso. Termínela primero.',
};
