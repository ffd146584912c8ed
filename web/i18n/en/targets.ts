/** Within how many hours things are to be done: read, tried, put in force. */
export const targets = {
  open: 'Targets', title: 'Targets of the clocks', intro: 'Within how many hours a damage is to be verified, given a crew, reached and restored. What holds in an area holds in all below it that has none of its own; an organisation’s own goes first.',
  area: 'Area', country: 'Whole country', oblasts: 'Oblasts', raions: 'Raions', organisation: 'For', everyone: 'All organisations',
  default: 'What Vidnova brings holds here: nobody has decided.', from: 'In force here: no. {{version}}, set for {{area}} by {{name}}, {{when}}.', forOrganisation: 'For this organisation alone.',
  hours: '{{name}}, hours', kinds: 'Other hours for a kind of site', kindsHelp: 'Whatever its tier. An empty field: the hours of the tier.', addKind: 'Add a kind', choose: 'Choose a kind', removeKind: 'Remove: {{kind}}',
  pausing: 'What stops the clocks', pausingHelp: 'While a repair waits for it. Only the way there and the restoration stand still; what is not marked is the repairer’s own time.',
  preview: 'See what would be late', late: 'Over the target, of clocks that still run', clock: 'Clock', now: 'Now', then: 'Then', noChange: 'No clock changes from one to the other.',
  changes: { one: '{{count}} clock changes from one to the other.', other: '{{count}} clocks change from one to the other.' }, looked: 'The first {{looked}} of {{total}} open damages in order were looked at.',
  becomes: 'would be late', stops: 'would not be late any more', spent: '{{clock}}: {{spent}} h so far, {{before}} h now, {{after}} h then', first: 'The first of them in order',
  overdue: {
    open: 'Overdue', title: 'Overdue damages', waiting: { one: 'Overdue: {{count}} damage', other: 'Overdue: {{count}} damages' }, clock: 'Which clock', any: 'Any clock ({{count}})',
    late: { verify: 'Not verified in time ({{count}})', assign: 'No crew in time ({{count}})', arrive: 'Not on the spot in time ({{count}})', restore: 'Not restored in time ({{count}})' },
    not: { verify: 'Not verified', assign: 'No crew', arrive: 'Not on the spot', restore: 'Not restored' }, row: 'Overdue: {{clocks}}', none: 'Nothing is overdue', noneText: 'When a clock of a damage passes its target, it appears here and stays until that step is done. What the targets are stands under “Targets”.',
    failed: 'What is overdue did not come', more: 'There are more: those first in order of work are shown.', show: 'Show it',
  },
  why: 'Reason', set: 'Put in force', reset: 'Take back what was decided here', done: 'The targets are in force', history: 'What was decided here', nothing: 'Nothing yet.',
  entry: 'No. {{version}}, {{name}}, {{when}}', takenBack: 'taken back', readOnly: 'An authority of the area changes them.', invalid: 'Each needs hours from 0.05 to 8760.',
  cell: '{{what}}: {{clock}}', value: '{{hours}} h', unsaid: 'as its tier',
  again: 'What you changed stands on top of what was decided meanwhile. Nothing is in force yet: look at what would be late, then put it in force.', failed: 'The targets did not come',
} as const
