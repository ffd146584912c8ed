/** What a crew says beside the three taps: where, in which parts, what it used. Loaded when it is first asked for. */
export const work = {
  jobs: { window: 'Planned: {{from}} to {{until}}', notTaken: 'The server did not take this step, so the job stands where the desk has it.', yours: 'You', theirs: 'Desk', understood: 'Understood', photo: { before: 'Photo before the work', after: 'Photo after the work' } },
  picker: {
    title: 'Where is it?', label: 'Label', near: 'Near', search: 'Name', pin: 'Map', code: 'Code', words: 'Words', searchLabel: 'Name or number of the site',
    nothing: 'No site found', nothingHelp: 'Try another part of the name, a code, or describe the place in words.', noNear: 'No sites near you yet', noNearHelp: 'They come with the first connection. Look by name, or say where it is in words.',
    codeLabel: 'MGRS, Plus Code or degrees', codeHint: 'For example 36U UA 12345 67890, 9G2GFGXF+2C or 50.4501, 30.5234', codeWrong: 'This names no place. Check each character',
    degrees: 'WGS 84', codeRead: 'Read as', wordsLabel: 'The place in words', wordsHint: 'A landmark that others know: “third pylon south of the bridge”. It is kept as said.', codeOdd: 'The two numbers must be equally long', zoneBorder: 'Near the border of zones {{own}} and {{other}}: say the zone too', own: 'Where you stand', radio: 'By radio', use: 'Use this place', useSite: 'Choose', mapHelp: 'Move the map until the cross is on the place.',
  },
  label: {
    help: 'Hold the camera on the code of the site’s label', camera: 'Camera for the site’s label', number: 'Number under the code', noNumber: 'A site’s number is digits alone', again: 'Read another code',
    noCamera: 'The camera cannot be used here. Allow it for this page, or enter the number.', bare: 'This code says a number only, and it may be somebody else’s. Is it this site?',
    foreign: { code: 'This is no label of a site. Look for the one with the word Vidnova, or enter the number', server: 'This label is of another Vidnova. Its number names another site here' },
    unknown: 'There is no site {{what}} in your areas', unasked: 'This phone does not know site {{what}}, and the server is out of reach',
    kept: 'The report that you are filling in is of another place. Send it first, or change its place',
  },
  sealed: 'Sealed', sealedPhoto: 'Photo {{n}}, sealed on this phone; it goes along',
  voice: { start: 'Speak instead', stop: 'Stop listening', who: 'The phone may send the sound to its maker to turn it into words. It listens only after you press.', trouble: 'The phone could not listen. Type the note instead' },
  parts: { title: 'Parts used', used: 'Used:', add: 'Add a part', which: 'Part', other: 'Something else…', words: 'What', unit: 'Counted in', quantity: 'How much', take: 'Add it', remove: 'Remove {{part}}' },
  etr: { title: 'When is service back?', set: 'Say when service is back', change: 'Change when service is back', in: 'In', at: 'At', action: 'Expect it then' },
  blockedUntil: 'Expected until', blockedExpected: 'Expected until {{when}}', struck: 'The site was struck again. Stay away until the desk has looked at it: it lets you go on.',
  back: {
    title: 'Who has service back?', set: 'Some have service back', which: 'What', people: 'How many people', when: 'When', now: 'It is back now', later: 'Expected later', action: 'Say it',
    service: { power: 'Power', mobile: 'Mobile', fixed: 'Fixed lines', water: 'Water' }, consumers: { one: '{{count}} consumer', other: '{{count}} consumers' },
    came: '{{who}}: back {{when}}', comes: '{{who}}: expected {{when}}',
  },
  more: {
    kind: 'What is it', kindNone: 'Not said', safety: 'Is it safe to work there?', severity: 'Physical damage', function: 'Service', cause: 'Cause', hazards: 'Dangers on the spot', needs: 'The repair will need', note: 'Note', noteHint: 'What others should know',
    components: 'Parts', count: 'How many', seenAt: 'Seen at', seenAtHint: 'If it was not just now',
  },
  component: {
    transformer: 'Transformer', breaker: 'Circuit breaker', busbar: 'Busbar', tower: 'Tower or pole', insulator: 'Insulator', conductor: 'Conductor', protection: 'Relay protection',
    generator: 'Generator', turbine: 'Turbine', boiler: 'Boiler', cooling: 'Cooling', fuel_tank: 'Fuel tank', building: 'Building', cable: 'Cable', joint: 'Cable joint',
    exchange: 'Exchange', feeder: 'Feeder', antenna: 'Antenna', radio: 'Radio unit', mast: 'Mast', battery: 'Battery', server: 'Servers', cabinet: 'Cabinet',
  },
  componentState: { ok: 'Whole', damaged: 'Damaged', destroyed: 'Destroyed' },
  fixDoubt: { coarse: 'Wide circle', jumped: 'Position jumped', outside: 'Outside the areas' },
  stage: { before: 'Before the work', after: 'After the work' },
  part: {
    insulator: 'Insulator', conductor: 'Conductor', cable: 'Cable', joint: 'Cable joint', pole: 'Pole', fuse: 'Fuse', breaker: 'Circuit breaker', transformer: 'Transformer',
    oil: 'Transformer oil', fuel: 'Fuel', fibre: 'Optical fibre', antenna: 'Antenna', battery: 'Battery', generator: 'Generator',
  },
  unit: { piece: 'pcs', metre: 'm', kilogram: 'kg', litre: 'l' },
  problem: {
    'invalid-input': 'Something in it does not fit', 'site-not-found': 'The site does not exist, or not within your areas', 'damage-not-found': 'The damage does not exist, or not within your areas', 'report-not-found': 'The report that it corrects does not exist',
    'report-id-taken': 'Another report has the same number. File it again', 'op-id-taken': 'Another entry has the same number. Do it again', 'repair-not-found': 'This job is no longer yours', 'repair-cannot-move': 'The job has moved on meanwhile, and this step is no longer possible',
    'clearance-needed': 'It needs a clearance', 'repair-needs-crew': 'The job has no crew any more', 'step-ahead': 'It was said to be done before it was: check the phone’s clock', 'repair-ended': 'This repair is over', 'damage-closed': 'This damage is closed. If it is broken again, file a new report', 'role-not-served': 'Your account may not do this', 'value-out-of-range': 'A value is out of range', 'unknown-reference': 'It names something that does not exist',
    'seal-unknown': 'The server has no key for it any more. Mend it as a new report', 'seal-broken': 'It did not arrive whole. Mend it as a new report', 'invalid-json': 'It did not arrive whole. Mend it as a new report', 'body-too-deep': 'It did not arrive whole. Mend it as a new report', 'repair-of-another-crew': 'This job is another crew’s', 'round-of-another-crew': 'This round is another crew’s', 'round-not-found': 'This round is no longer yours', 'round-cancelled': 'This round was cancelled', 'not-found': 'It is not there any more',
    'device-revoked': 'This phone was withdrawn', 'body-too-large': 'It is too large', 'hash-mismatch': 'The photo arrived damaged', 'not-a-photo': 'The photo cannot be read',
  },
} as const
