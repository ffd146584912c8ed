/** The situation report. */
export const situation = {
  title: 'Situation report', open: 'Situation', back: 'To the desk', area: 'Area', everywhere: 'All your areas', shown: 'What is shown', now: 'Now', kept: 'No. {{number}}, {{when}}', at: 'As it was at', keep: 'Keep it', keepHelp: 'Keeps this page as it is, with a number for ever; choose an area first', print: 'Print', pdf: 'As PDF',
  loading: 'The situation is being reckoned', failed: 'The situation did not come', keptNow: 'Kept as no. {{number}}', notKept: 'It was not kept. Try again.', mapLabel: 'Map of the area with {{count}} damages, told apart by shape', clock: 'Reports of the country and of each oblast are kept twice a day by themselves.',
} as const
