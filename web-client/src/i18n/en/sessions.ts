// English: joining a session.

export const sessions = {
  'detail.roster.permission': 'Permission',
  'join.when': '{start} to {end}',
  'join.title': 'Join a session',
  'join.youAre': 'You are {who}.',
  'join.submit': 'Join',
  'join.noAccount': 'No account and no password. Before anything is kept, we ask you.',
  'join.network': 'This network reaches the server.',
  'join.check': 'Check in ten seconds whether live updates come through',
  'join.calendar': 'Add to my calendar',
  'join.notYou': 'Not you?',
  'join.notYou.body': 'Then this link belongs to someone else. Ask your host for your own.',
  'join.help': 'I need help',
  'join.help.body':
    'Check your network and read the code that it shows to the help desk of your host. They also see whether you are on the roster, and make you a new link.',
  'join.help.check': 'Check your network',
  'join.code.other': 'Use another code',
  'join.code.body':
    'Say who you are. Everyone in the session sees your name, job and organization.',
  'join.by': 'How do we find you on the roster?',
  'join.by.email': 'By my e-mail',
  'join.by.place': 'By my name and where I work',
  'join.email.hint': 'As your host knows it. Only those who run the session see it.',
  'join.unknown':
    'No free place has this e-mail. Say where you work, too: then you wait at the door.',
  'join.door':
    'You are not on the roster, or your place is taken? Then you wait at the door: the facilitators see your name and let you in.',
  'join.hasAccount': 'This e-mail has an account. Sign in with it to enter.',
  'join.ended': 'This session has ended. You can join to see whether its replay is open to you.',
  'join.code.ended':
    'This session has ended. With a personal link you may be able to watch its replay.',
  'join.asTeam': 'Enter as the team',
  'join.asTeam.body': 'You are signed in as {name} and can enter as the team.',
} as const;
