// Spanish: the replay and its player.
import type { replay as en } from '../en/replay';

export const replay: Record<keyof typeof en, string> = {
  'replay.title': 'Repetición',
  'replay.notOpen.title': 'La repetición aún no está abierta para usted',
  'replay.notOpen.body':
    'Quien facilita decide quién puede verla y cuándo. Vuelva más tarde o pregunte a quien organiza.',
  'replay.player': 'Reproductor',
  'replay.play': 'Reproducir',
  'replay.pause': 'Pausar',
  'replay.again': 'Ver otra vez',
  'replay.position': 'Posición',
  'replay.positionText': '{position} de {total}',
  'replay.speed': 'Velocidad',
  'replay.chapter': 'Capítulo',
  'replay.beforeChapters': 'Antes del primer punto',
  'replay.buffering': 'Cargando esta parte…',
  'replay.failed': 'No se pudo cargar esta parte.',
  'replay.keys':
    'La barra espaciadora reproduce y pausa. Las flechas retroceden o avanzan 10 segundos.',
  'replay.back10': 'Retroceder 10 segundos',
  'replay.forward10': 'Avanzar 10 segundos',
  'replay.empty': 'Esta sesión nunca se inició, así que no hay nada que ver.',
};
