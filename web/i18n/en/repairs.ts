/** What a repair gives back before it is done, what holds it up, and how it is planned. */
export const repairs = {
  board: 'Repairs',
  steps: {
    title: 'Partly back', none: 'Nobody has service back yet.', add: 'Say who has it back', confirmed: 'back', expected: 'expected', beside: 'Besides those ticked, how many people', service: 'Service', people: 'How many people',
    who: 'Who has it back', consumers: 'What works again', consumersHint: 'Those that hang on this site and lack supply. Whom they serve is counted with them.', noConsumers: 'Nothing hangs on this site, as far as the links tell.',
    when: 'When', isBack: 'It is back', isExpected: 'It is expected', note: 'Note', save: 'Save', confirm: 'It is back now', takeBack: 'It was not so', takeBackTitle: 'Take this step back?',
    takeBackText: 'Those whom it had given back count as without service again, from the beginning. It stays in the timeline.', why: 'Reason', done: 'Saved: who has service back', takenBack: 'The step is taken back', keep: 'Keep it',
    lacking: 'Say how many people, or tick what works again.', ahead: 'That time is still to come: say it as expected.', loading: 'Looking for what hangs on this site',
  },
  block: {
    until: 'Expected until', why: 'What it waits for, in words', lacksWhy: 'Say what it waits for.', amend: 'Change what it waits for', since: 'waits since {{when}}', expected: 'expected until {{when}}',
    bySystem: 'set by Vidnova, which lifts it when it is over', history: 'Waited: {{why}}, from {{from}} to {{until}}', waits: 'Waits: {{why}}, since {{from}}',
  },
  struck: {
    review: 'The site was struck again. Look at both damages, then let the crew go on or end the repair: what was built in may be destroyed, and nobody knows any more when service is back.',
    newer: 'The damage seen {{when}}', beside: 'A crew is at this site for another damage: {{crew}}, {{state}}.', look: 'The damage seen {{when}}',
  },
  clock: {
    title: 'Clocks', name: { verify: 'Verified', assign: 'A crew assigned', arrive: 'On the spot', restore: 'Service restored' },
    spent: '{{spent}} of {{target}}', ahead: 'not begun', paused: 'stands still: {{why}}', due: 'due {{when}}', late: 'was due {{when}}', missed: 'Overdue: {{name}}', missedOne: 'A damage is overdue',
  },
} as const
