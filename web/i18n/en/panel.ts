/** What the panel of a damage lays side by side: photos, grades over time, what may be the same, what hangs on it. */
export const panel = {
  photos: {
    work: 'Before and after the work', time: 'First and last photo', left: 'Left', right: 'Right',
    line: 'Line between the two photos', share: 'the left photo is seen on {{share}} of the width', earlier: 'Left: {{what}}', later: 'Right: {{what}}',
    waits: { before: 'The photo before the work is still on its way from the phone.', after: 'The photo after the work is still on its way from the phone.' },
    failed: 'One of the two photos did not load. Open the damage again to try once more.',
  },
  likeness: {
    help: 'What speaks for it (+) and against it (−), in bits: each doubles or halves the odds. An expert guess.',
    verdict: { likely: 'Very likely the same', possible: 'May be the same', unlikely: 'Hardly the same' },
    bits: '{{verdict}}: {{bits}}', site: { same: 'same site', other: 'another site' }, kind: { same: 'same kind', sector: 'another kind of the sector', other: 'another sector' },
    distance: '{{distance}} apart, ± {{off}}', time: '{{span}} between them', words: '{{share}} of the words in common', part: '{{what}} {{bits}}',
    repair: 'A repair is under way there, so this one is merged into it.', both: 'Both have a repair under way. End one of them first.',
    into: 'Merge this into it', intoTitle: 'Merge this damage into that one?', intoText: 'This damage leaves the queue and its reports count with “{{name}}”. Both histories stay, and it can be taken out again.',
  },
  grades: {
    history: { one: 'Graded by {{count}} report', other: 'Graded by {{count}} reports' }, help: 'On each axis the latest report counts that says something.', stands: 'stands for: {{axes}}',
  },
  without: {
    title: 'Without service because of it', hangs: { one: '{{count}} site or facility hangs on it', other: '{{count}} sites and facilities hang on it' },
    elsewhere: 'None of them lies within your areas, or all are supplied again.',
  },
  place: {
    none: 'No report names another spot', title: 'Place', label: 'Map of the place. {{what}}', spots: { one: '{{count}} spot named by reports', other: '{{count}} spots named by reports' }, farthest: 'the farthest {{distance}} off',
    elsewhere: { one: '{{count}} over 20 km away is not drawn', other: '{{count}} over 20 km away are not drawn' },
  },
  timeline: { older: 'Read what happened before' },
} as const
