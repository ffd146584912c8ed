/** What a crew does and what threatens it: jobs, dangers around, permissions to work. Comes when there is something of it to show. */
export const warn = {
  jobs: {
    empty: 'No jobs now', emptyHelp: 'When a dispatcher sends you to a repair or on a round, it stands here.', noCrew: 'You belong to no crew', since: 'since {{when}}', waiting: 'Not confirmed yet', told: 'Confirmed', refused: 'The server did not take “{{move}}”. The job is back where it was.', next: 'Next', blockedTitle: 'What stops you?', directions: 'Directions', unknownPlace: 'Place not known', etr: 'Service expected {{when}}',
  },
  kind: {
    mines_suspected: 'Mines suspected', mines_confirmed: 'Mines', unexploded_ordnance: 'Unexploded ordnance', shelling: 'Shelling', fighting: 'Fighting', air_alert: 'Air alert', fire: 'Fire', flood: 'Flood', chemical: 'Dangerous chemicals', radiation: 'Radiation',
  },
  label: 'Dangers around you', inside: '{{what}}: you are inside the zone', area: '{{what}}: {{area}}', near: '{{what}}: {{away}} {{to}}',
  to: { n: 'to the north', ne: 'to the north-east', e: 'to the east', se: 'to the south-east', s: 'to the south', sw: 'to the south-west', w: 'to the west', nw: 'to the north-west' },
  asOf: 'as of {{at}}, {{age}} ago', unknown: 'Air alert: not known', last: 'last heard at {{at}}, {{age}} ago', lastActive: 'there was one at {{at}}, {{age}} ago',
  elsewhere: { one: 'Alert in {{count}} of your areas', other: 'Alert in {{count}} of your areas' }, more: { one: '{{count}} more zone', other: '{{count}} more zones' },
  from: 'By {{source}}', noFix: 'Position not known', fixAt: 'Position of {{at}}', check: 'Check here',
  jobIn: '{{what}} at this place', demanded: 'Work here needs a clearance', noClearance: 'No clearance: do not begin', cleared: 'Cleared until {{until}}',
} as const
