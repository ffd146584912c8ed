/** The command palette of the desk. */
export const palette = {
  title: 'Commands', typed: 'Command, area, site or damage', clear: 'Clear what was typed',
  group: { recent: 'Used lately', go: 'Go to', do: 'Do', find: 'Find' },
  on: 'on', looking: 'Looking…', key: 'Key: {{key}}',
  count: { one: '{{count}} match', other: '{{count}} matches' },
  none: 'Nothing fits “{{text}}”.', noneHelp: 'Try fewer letters: a command, a part of a name in Ukrainian or English, the number of a site or of a damage. Only what lies in your areas is found.',
  hint: { choose: 'choose', run: 'do it', close: 'close' },
  findFailed: 'Sites and damages could not be looked for.',
  now: 'Back to now', dayBack: 'The desk a day back', layer: 'Layer', round: 'Plan a round', visit: 'Add an unscheduled visit', administration: 'Administration',
  area: 'Area: the queue of it alone', site: 'Site', damage: { is: 'Damage', verify: 'Verify this damage', doubt: 'Say how far it is believed', assign: 'Send a crew', etr: 'Say when service is back', plan: 'Plan the repair', rank: 'Move it in the order by hand', step: 'Repair: {{step}}', merge: 'Merge into this: {{name}}', into: 'Merge this into: {{name}}', part: 'Take out again: {{name}}' },
  crew: 'Crew: what it has',
  many: { verify: 'Selected: verify', assign: 'Selected: send a crew', dismiss: 'Selected: dismiss', undo: 'Selected: take the last decisions back' },
  select: 'Select: {{how}}',
} as const
