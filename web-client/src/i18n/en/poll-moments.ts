// English: what of polls is said before the first one has come.

export const pollMoments = {
  'room.tab.polls': 'Polls',
  'poll.mark.opened': 'Poll opened: {title}',
  'poll.mark.results': 'Results: {title}',
  'did.changePolls': 'Change the polls',
  'did.openPoll': 'Open a poll',
  'did.pollTime': 'Change the time of a poll',
  'did.closePoll': 'Close a poll',
  'did.revealPoll': 'Show or hide results',
  'did.castBallot': 'Send your answers',
  'did.hideAnswer': 'Take an answer out',
  'announce.poll': 'A poll is open: {title}',
  'announce.pollResults': 'You can see the results of {title}',
} as const;
