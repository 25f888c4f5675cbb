// English: the replay and its player.

export const replay = {
  'replay.title': 'Replay',
  'replay.notOpen.title': 'The replay is not open to you yet',
  'replay.notOpen.body':
    'A facilitator decides who may watch it and when. Come back later, or ask your host.',
  'replay.player': 'Player',
  'replay.play': 'Play',
  'replay.pause': 'Pause',
  'replay.again': 'Play again',
  'replay.position': 'Position',
  'replay.positionText': '{position} of {total}',
  'replay.speed': 'Speed',
  'replay.chapter': 'Chapter',
  'replay.beforeChapters': 'Before the first step',
  'replay.buffering': 'Loading this part…',
  'replay.failed': 'This part could not be loaded.',
  'replay.keys': 'Space plays and pauses. The arrow keys go 10 seconds back or forward.',
  'replay.back10': 'Back 10 seconds',
  'replay.forward10': 'Forward 10 seconds',
  'replay.empty': 'This session was never started, so there is nothing to watch.',
} as const;
