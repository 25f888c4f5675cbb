// English: protocols to start rounds from, as they are called and as rooms read them.

export const templates = {
  'template.from': 'Start from',
  'template.none': 'Nothing: a round of your own',
  'template.all124.name': '1-2-4-All',
  'template.all124.help':
    'Pairs by chance, 2 minutes. Then two pairs become four, 5 minutes, at once.',
  'template.jigsaw.name': 'Jigsaw',
  'template.jigsaw.help':
    'First rooms of one job, 20 minutes. Then rooms with at most one person from each of them, 25 minutes.',
  'template.cafe.name': 'World Café',
  'template.cafe.help':
    'Three rounds of 15 minutes. Hosts stay, the others meet new people each time. Each round opens the next.',
  'template.gallery.name': 'Gallery walk',
  'template.gallery.help': 'Mixed rooms. Every 8 minutes people go on to the next room.',
  'template.consultancy.name': 'Consultancy',
  'template.consultancy.help':
    'Mixed rooms of five. One presents a question, the others work on it, in six steps of 45 minutes in all.',
  'template.flash.name': 'Consultancy in 15 minutes',
  'template.flash.help': 'The same six steps, short.',
  'template.district.name': 'District team time',
  'template.district.help': 'District teams; small ones join their neighbors.',
  'template.choose.name': 'Choose your room',
  'template.choose.help':
    'Everyone picks a room, as long as there is a place. Give the rooms names.',
  'template.pairs.title': 'Pairs',
  'template.pairs.prompt': 'Think for yourself first. Then tell each other what you found.',
  'template.fours.title': 'Fours',
  'template.fours.prompt': 'What did both pairs find? What should everyone hear?',
  'template.experts.title': 'Expert rooms',
  'template.experts.prompt':
    'Everyone here has the same job. Find what matters most: each of you takes it to another room.',
  'template.home.title': 'Home rooms',
  'template.home.prompt': 'Each of you comes from another room. Say what you found there.',
  'template.cafe.title': 'World Café, round {number}',
  'template.cafe.prompt':
    'Hosts say what was found at this table so far. Then go on from there, together.',
  'template.gallery.title': 'Gallery walk',
  'template.gallery.prompt':
    'Look at what this room has made. Say what you notice and what you wonder.',
  'template.consultancy.title': 'Consultancy',
  'template.consultancy.prompt':
    'One person presents a question from their work. The others help to see it in new ways.',
  'template.flash.title': 'Short consultancy',
  'template.flash.prompt':
    'One person presents a question from their work. The others help, step by step.',
  'template.district.title': 'District team time',
  'template.district.prompt': 'What will your district do before we meet again, and who begins?',
  'template.choose.title': 'Choose your room',
  'template.choose.prompt': 'Go where you learn or help most. You can go on whenever you like.',
  'template.step.present': 'Present',
  'template.step.clarify': 'Questions to clarify',
  'template.step.probe': 'Questions that probe',
  'template.step.talk': 'The group talks, the presenter listens',
  'template.step.reflect': 'The presenter reflects',
  'template.step.debrief': 'Look back together',
  'series.begin': 'Plan and save these {count} rounds',
  'series.sees':
    'Each is in the list then and can be changed. Nobody else sees them before they open.',
  'series.title': '“{title}”',
  'series.making': 'Planning and saving “{title}” ({number} of {count})…',
  'series.linking': 'Saying which round opens after which…',
  'series.done': '{count} rounds are planned and saved: {titles}.',
  'series.failed': '“{title}” could not be planned and saved.',
  'series.failed.link': '“{title}” does not open “{next}” by itself yet.',
  'series.there': 'These are there: {titles}.',
  'series.again': 'Try again from there',
  'series.leave': 'Leave it so',
  'series.seen': 'All right',
} as const;
