// Spanish: what the room says of questions, hands and waterfalls before their parts have come.
import type { roomTalk as en } from '../en/room-talk';

export const roomTalk: Record<keyof typeof en, string> = {
  'room.tab.questions': 'Preguntas',
  'announce.turn': '{name} tiene la palabra',
  'announce.waterfall': 'Escriba su respuesta: todas se muestran a la vez',
  'announce.released':
    'La compuerta está abierta: {count, plural, one {# respuesta} other {# respuestas}}',
  'needs.hands': '{count, plural, one {# mano} other {# manos}}',
  'needs.questions': '{count, plural, one {# pregunta espera} other {# preguntas esperan}}',
  'spotlight.question': 'Una pregunta',
  'spotlight.questionGone': 'Esta pregunta ya no se muestra',
  'rules.digest':
    'Los teléfonos muestran un resumen de la plenaria a partir de tantos mensajes por minuto (de 10 a 10,000; vacío: 300)',
  'rules.digest.wrong': 'Un número de 10 a 10,000, o nada.',
  'talk.waterfall': 'Cascada…',
  'talk.voice': 'Voz escrita',
  'did.askQuestion': 'Hacer una pregunta',
  'did.voteQuestion': 'Votar por una pregunta',
  'did.withdrawQuestion': 'Retirar una pregunta',
  'did.showQuestion': 'Mostrar u ocultar una pregunta',
  'did.mergeQuestion': 'Unir preguntas',
  'did.answerQuestion': 'Responder una pregunta',
  'did.assignQuestion': 'Asignar una pregunta',
  'did.setQuestionRules': 'Cambiar las reglas de las preguntas',
  'did.raiseHand': 'Levantar o bajar la mano',
  'did.lowerHand': 'Bajar manos',
  'did.giveTurn': 'Dar o terminar un turno',
  'did.startWaterfall': 'Comenzar una cascada',
  'did.readyWaterfall': 'Marcar su respuesta como lista',
  'did.endWaterfall': 'Terminar la cascada',
};
