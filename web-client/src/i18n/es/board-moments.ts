// Spanish: what of boards is said before the first one has come.
import type { boardMoments as en } from '../en/board-moments';

export const boardMoments: Record<keyof typeof en, string> = {
  'error.noSuchBoard': 'Este tablero o esta nota ya no está, o usted no puede verlo.',
  'error.boardClosed': 'Ahora no puede hacer eso en este tablero: fíjese en quién trabaja en él.',
  'error.elementLocked': 'Esto está bloqueado, o no le toca cambiarlo.',
  'error.boardFull': 'En este tablero no cabe nada más, o la sesión tiene demasiados tableros.',
  'error.noVotesLeft': 'Ya no le quedan votos en este tablero. Primero quite uno.',
  'error.badElement': 'Algo no es como debe ser; por ejemplo, un texto demasiado largo.',
  'board.tool': 'Tableros',
  'did.changeBoards': 'Cambiar los tableros',
  'did.editBoard': 'Cambiar el tablero',
  'did.voteElement': 'Votar en el tablero',
  'did.reportElement': 'Avisar sobre una nota',
  'did.hideElement': 'Ocultar o mostrar una nota',
  'did.carryElements': 'Copiar notas a otro tablero',
  'did.harvestBoards': 'Reunir las notas de las salas',
};
