// English: written voice, which facilitators look at.

export const voice = {
  'voice.title': 'Written voice',
  'voice.counts':
    'Lines, questions and answers in waterfalls are counted, not what is spoken. A group’s share of them is set against its share of the time that everyone was here: 1.0 is in proportion.',
  'voice.sees': 'Only facilitators and staff see this. It is renewed every 15 seconds.',
  'voice.older': 'What is shown is older.',
  'voice.nothing': 'Nobody has written anything yet.',
  'voice.all':
    '{heard} of {people} people have written, {contributions, plural, one {# contribution} other {# contributions}} in all',
  'voice.byJob': 'By job',
  'voice.byRegion': 'By region',
  'voice.group': 'Group',
  'voice.share': 'Writes for its presence',
  'voice.heard': 'People heard',
  'voice.heardFigure': '{heard} of {people}',
  'voice.less': '{ratio}: writes less than its share',
  'voice.even': '{ratio}: in proportion',
  'voice.more': '{ratio}: writes more than its share',
  'voice.notHere': 'was not here',
  'voice.suppressed': '* too few people',
  'voice.why':
    '* Groups of fewer than five people are not shown: single people could be recognised. Another group may be left out so that they cannot be worked out.',
  'voice.region': 'Region {number}',
  'voice.noRegion': 'No region',
} as const;
