// English: how the installation is, for staff.

export const status = {
  'status.title': 'Server status',
  'status.tone.fine': 'Fine',
  'status.tone.attention': 'Needs attention',
  'status.tone.alarm': 'Alarm',
  'status.tone.unknown': 'Not known',
  'status.fine':
    'All is well: what people do is saved, on {nodes, plural, one {one server} other {# servers}}.',
  'status.unsaved': 'Nothing can be saved right now. People can read on; what they send waits.',
  'status.unsaved.todo':
    'Tell whoever runs the server that the log cannot be written. People need not type anything again: as long as their page stays open, it is sent as soon as saving works.',
  'status.lost':
    'Acknowledged work was lost {losses, plural, one {once} other {# times}}; see below.',
  'status.lost.todo': 'It was noticed within the last day. Below is what to do now.',
  'status.lostBefore':
    'Some time ago, acknowledged work was lost {losses, plural, one {once} other {# times}}; see below.',
  'status.unsafe': 'What people do may be lost: see where everything is kept.',
  'status.unsafe.todo':
    'Tell whoever runs the server before the next session: what is wrong is named below.',
  'status.unreached':
    '{reached, number} of {nodes, plural, one {# server is} other {# servers are}} reached.',
  'status.unreached.todo':
    'Who was connected to a server that has stopped goes on with another. Tell whoever runs the server if it stays like this for more than a minute.',
  'status.versions':
    'An upgrade is under way: servers of {versions, plural, =2 {two versions} other {# versions}} run side by side.',
  'status.versions.todo':
    'Sessions go on. What is new in the newer version waits until every server has it.',
  'status.outdated': 'Not every server knows what the others can save; see below.',
  'status.outdated.todo':
    'Sessions go on. Ask whoever runs the server whether an upgrade is still under way.',
  'status.slow': 'Saving is slow: one save in a hundred takes more than a second.',
  'status.slow.todo':
    'People see “Sending” for longer than they should. Tell whoever runs the server.',
  'status.also': 'Also:',
  'status.noAnswer': 'The server does not answer right now.',
  'status.noAnswer.todo':
    'It may have stopped, or your own network may be down. This page goes on asking.',
  'status.cannotSay': 'The server answers, but cannot say right now how it is.',
  'status.cannotSay.todo': 'This page goes on asking. Tell whoever runs the server if it stays so.',
  'status.wasAt': 'Everything below is as it was at {time}. Then it said:',
  'status.asOf': 'As of {time}.',
  'status.asOf.old': 'As of {time}, {age} ago.',
  'status.age.seconds': '{count, plural, one {# second} other {# seconds}}',
  'status.age.minutes': '{count, plural, one {# minute} other {# minutes}}',
  'status.refreshes': 'Refresh every 5 seconds',
  'status.nodes': 'Servers',
  'status.again': 'Look again',
  'status.nodes.alone': 'The only server',
  'status.nodes.server': 'Server',
  'status.nodes.version': 'Version',
  'status.nodes.since': 'Running since',
  'status.nodes.state': 'State',
  'status.nodes.answers': 'Answers you now',
  'status.nodes.notSaid': 'not known',
  'status.nodes.reached': 'Reached',
  'status.nodes.notReached': 'Not reached',
  'status.nodes.notReached.means':
    'The server that answers you gets no answer from it. It may have stopped, or the network between the two is broken.',
  'status.nodes.outdated': 'Older than others',
  'status.nodes.outdated.means':
    'It does not know everything that the others can save. What is new waits until it is upgraded or stopped.',
  'status.kept': 'Where everything is kept',
  'status.kept.notSaid': 'The server does not say where everything is kept.',
  'status.figures': 'Figures of this server',
  'status.figures.one': 'Only of {id}, which answers you now; the others have their own.',
  'status.figures.sessions': 'Sessions with people in them',
  'status.figures.connections': 'Open connections',
  'status.saving': 'How long saving takes',
  'status.saving.none': 'Nothing has been saved by this server since it was started.',
  'status.saving.times':
    'Of the last {saves, plural, one {save} other {{count} saves}}, half took at most {p50} ms, and 99 of 100 at most {p99} ms.',
  'status.saving.quick': 'That is within the mark of {mark} ms: nobody notices it.',
  'status.saving.slow':
    'That is beyond the mark of {mark} ms. Ask whoever runs the server to look at its disk, or at its way to the store.',
  'status.saving.picture':
    'Saving time on a scale from 0 to {end} ms: 99 of 100 take at most {p99} ms, the mark is at {mark} ms.',
  'status.ms': '{ms} ms',
  'status.losses': 'What was lost',
  'status.losses.none': 'No loss of anything that was acknowledged was noticed.',
  'status.losses.most': 'Only the {count, number} newest are shown.',
  'status.losses.catalog.where': 'The list of accounts and sessions',
  'status.losses.untitled': 'Session {id}',
  'status.losses.one':
    'Noticed on {when}. {events, plural, =0 {Nobody knows how many events are} one {# event is} other {# events are}} gone.',
  'status.losses.session.means':
    'Lines, steps or arrivals of its last moment had been shown as sent, and are missing now. Whoever was connected and had seen more was told.',
  'status.losses.session.todo':
    'Open the session and look at its last lines before that time; what is missing has to be said or done again.',
  'status.losses.catalog.means':
    'An account, an invitation or a session that was made just before may be missing now. Only staff are told of it, here.',
  'status.losses.catalog.todo':
    'Look whether the accounts and sessions made that day are there, and make again what is missing.',
  'status.losses.restored.where': 'Everything that is kept',
  'status.losses.restored.one':
    'Noticed on {when}. Everything was put back to what it was some time before, from a copy.',
  'status.losses.restored.means':
    'What people did after that copy was made is gone. What they undid since is back: people who were removed, links that were replaced, lines that were withdrawn. Whoever comes back and had seen more is told.',
  'status.losses.restored.todo':
    'Look through the sessions of that time: make again what is missing, and undo again what must not be back.',
  'status.losses.kept':
    'What servers still knew of lost events is kept beside the log: ask whoever runs the server.',
  'status.forStaff': 'This page is not for you',
  'status.forStaff.body':
    'How the servers are is shown to staff and admins. Your sessions are not affected by that.',
  'status.signedOut': 'You are not signed in any more',
  'status.signedOut.body': 'Sign in again, and you come back to this page.',
  'status.signIn': 'Sign in',
  'status.older': 'This server cannot show it yet',
  'status.older.body':
    'The server that answers is of an older version, which has no such page. Try again after the upgrade.',
  'status.toSessions': 'To your sessions',
} as const;
