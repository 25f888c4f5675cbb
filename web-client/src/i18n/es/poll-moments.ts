// Spanish: what of polls is said before the first one has come.
import type { pollMoments as en } from '../en/poll-moments';

export const pollMoments: Record<keyof typeof en, string> = {
  'room.tab.polls': 'Encuestas',
  'poll.mark.opened': 'Se abrió la encuesta: {title}',
  'poll.mark.results': 'Resultados: {title}',
  'did.changePolls': 'Cambiar las encuestas',
  'did.openPoll': 'Abrir una encuesta',
  'did.pollTime': 'Cambiar el tiempo de una encuesta',
  'did.closePoll': 'Cerrar una encuesta',
  'did.revealPoll': 'Mostrar u ocultar resultados',
  'did.castBallot': 'Enviar sus respuestas',
  'did.hideAnswer': 'Quitar una respuesta',
  'announce.poll': 'Hay una encuesta abierta: {title}',
  'announce.pollResults': 'Ya puede ver los resultados de {title}',
};
