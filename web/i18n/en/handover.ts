/** Which organisation a damage is for, and its way from one to another. */
export const handover = {
  title: 'Responsible', nobody: 'Nobody yet', nobodyHelp: 'It becomes the organisation’s whose crew goes first, or that claims it.', since: 'since {{when}}', unseen: 'No longer shared with you',
  claim: 'Take it: {{name}}', claimed: 'It is yours now', hand: 'Hand over', release: 'Give it up', released: 'It is nobody’s now', releaseHelp: 'It will be nobody’s until somebody takes it.',
  to: 'To whom', choose: 'Choose an organisation', shared: 'What they may see', sharedHelp: 'The kind, the grades and the oblast they see in any case. Whoever reads this area sees all of it anyway.', notes: 'Notes, photos and what hangs on it may show the place too.',
  part: { place: 'The exact place', reports: 'Reports and notes', photos: 'Photos', people: 'People and what hangs on it', crew: 'The repair and its crew' },
  reason: 'Reason', reasonHint: 'They read it first: what it is, and why it is theirs.', ask: 'Ask them to take it', asked: 'Asked. Until they take it, it stays as it is.', failed: 'The organisations could not be loaded.',
  state: { asked: 'Waits for an answer', accepted: 'Accepted', declined: 'Declined', taken_back: 'Taken back', returned: 'Given back' },
  stays: 'Asked: {{name}}. Until they take it, it stays as it is.', staysOurs: 'Asked: {{name}}. Until they take it, it stays with {{from}}.', askedBy: 'asked by {{name}}, {{when}}', decidedBy: '{{state}} by {{name}}, {{when}}', nothing: 'nothing beyond kind, grades and oblast', sees: 'They see: {{parts}}',
  way: '{{from}} → {{to}}', earlier: { one: '{{count}} earlier hand-over', other: '{{count}} earlier hand-overs' },
  answer: { accepted: 'Take it', declined: 'Decline', taken_back: 'Take back', returned: 'Give it back' }, done: { accepted: 'It is yours now', declined: 'Declined', taken_back: 'Taken back', returned: 'Given back' },
  why: 'Reason', whyHint: { declined: 'Those who asked read it.', returned: 'Those whose it was read it.' },
  tool: 'Handed over', waiting: { one: 'Handed over: {{count}} waits for you', other: 'Handed over: {{count}} wait for you' }, board: 'Handed to us',
  dialog: 'Handed over', received: 'Handed to us', given: 'Handed over by us', none: 'Nothing is handed to you', noneText: 'When another organisation hands a damage to yours, it appears here with what you may see of it, also from outside your areas.', listFailed: 'The hand-overs could not be loaded.', loading: 'Loading',
  toName: 'To {{name}}', look: 'Look', open: 'Open the damage', notShared: 'Not shared: {{parts}}', only: 'You have it by this hand-over alone: you see what is shared, here.', gone: 'It is not to be seen any more.',
  where: 'Place', noPlace: 'no position', people: 'Without service', hangs: 'What hangs on it', reports: { one: '{{count}} report', other: '{{count}} reports' }, photo: 'Photo {{nth}}', photoWaits: 'A photo is on its way', repair: 'Repair', noRepair: 'No repair yet.', ownCrew: 'your crew', crewHidden: 'their crew', expected: 'service expected {{when}}',
  onward: 'Hand it on', send: 'Send a crew', sent: 'Crew sent', crew: 'Crew of {{name}}', chooseCrew: 'Choose a crew', noCrews: '{{name}} has no crews that you can send.', move: 'Move the repair', next: 'Next step', moved: 'Repair: {{state}}', blockedBy: 'What it waits for', closedReason: 'Closed as', note: 'Note',
  overtaken: 'Somebody was quicker. You wanted: {{mine}}. Now: {{now}}.', other: 'Decide again on what is shown now.', fresh: 'Handed to you: {{name}}', answered: { accepted: '{{name}} took what you handed over', declined: '{{name}} declined what you handed over', returned: '{{name}} gave back what you had handed over' },
} as const
