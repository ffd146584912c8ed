/** The crew’s phone. */
export const field = {
  title: 'Report damage',
  tab: { report: 'Report', jobs: 'Jobs', sent: 'My reports' },
  menu: { handOn: 'Hand reports on', lock: 'Lock of this phone', open: 'Menu', title: 'This phone', who: 'Signed in as {{name}}', nobody: 'Nobody is signed in', keeps: 'Reports that are not sent yet stay on this phone after you sign out.' },
  count: {
    waiting: { one: '{{count}} on this phone', other: '{{count}} on this phone' },
    delivered: { one: '{{count}} delivered', other: '{{count}} delivered' },
    refused: { one: '{{count}} refused', other: '{{count}} refused' },
    photos: { one: '{{count}} photo to come', other: '{{count}} photos to come' },
  },
  link: {
    start: 'Connecting…', ready: 'Connected', sending: 'Sending…', offline: 'No network. Everything is kept on this phone',
    unreachable: 'The server does not answer. Everything is kept; we go on trying', busy: 'The server is busy. We try again shortly',
    signedOut: 'Sign in to send. Nothing is lost', revoked: 'This phone was withdrawn. Hand it to your dispatcher', notServed: 'You may not file reports with this account',
    fault: 'The server could not take it. We try again', tryNow: 'Try now',
  },
  offline: { ready: 'Ready to work without network', filling: 'Getting ready to work without network: {{kept}} of {{all}}' },
  memory: 'This window keeps nothing after it is closed (private browsing). Do not close it before everything is delivered.',
  place: {
    title: 'Where', finding: 'Looking for your position…', none: 'Position not known', noneHelp: 'Choose the site or say where it is', choose: 'Choose the place', change: 'Change',
    here: 'Where you stand', accuracy: 'within {{m}}', away: '{{distance}} away', openDamage: 'Damage is already reported here. Yours will be added to it',
    doubt: {
      coarse: 'Position only to within {{m}}. Choose the site, or set the place yourself', jumped: 'Position jumped further than anyone can drive. The signal may be jammed: choose the site',
      outside: 'Position is outside your areas. The signal may be jammed: choose the site',
    },
    pinned: 'Point on the map', written: 'By code', words: 'In words', again: 'Find my position again', outdated: 'Position of {{when}}',
  },
  picker: {
    title: 'Where is it?', near: 'Near', search: 'Name', pin: 'Map', code: 'Code', words: 'Words', searchLabel: 'Name or number of the site',
    nothing: 'No site found', nothingHelp: 'Try another part of the name, a code, or describe the place in words.', noNear: 'No sites near you yet', noNearHelp: 'They come with the first connection. Look by name, or say where it is in words.',
    codeLabel: 'MGRS, Plus Code or degrees', codeHint: 'For example 36U UA 12345 67890, 9G2GFGXF+2C or 50.4501, 30.5234', codeWrong: 'This names no place. Check each character',
    degrees: 'WGS 84', codeRead: 'Read as', wordsLabel: 'The place in words', wordsHint: 'A landmark that others know: “third pylon south of the bridge”. It is kept as said.', use: 'Use this place', useSite: 'Choose', mapHelp: 'Move the map until the cross is on the place.',
  },
  photo: { take: 'Take a photo', more: 'One more', remove: 'Remove photo {{n}}', working: 'Preparing the photo…', failed: 'This file is not a picture that can be read', full: 'The phone is full: this report is kept without its photos', smaller: 'The phone is nearly full: the photos were kept smaller', skip: 'You can send without a photo', alt: 'Photo {{n}}' },
  grade: {
    title: 'How bad is it?', works: 'Works', reduced: 'Reduced', out: 'Out', destroyed: 'Destroyed',
    help: { works: 'damage, but full service', reduced: 'works in part', out: 'no service', destroyed: 'to be built anew' },
  },
  more: {
    title: 'Add details', optional: 'optional', kind: 'What is it', kindNone: 'Not said', safety: 'Is it safe to work there?', severity: 'Physical damage', function: 'Service', cause: 'Cause', hazards: 'Dangers on the spot', needs: 'The repair will need', note: 'Note', noteHint: 'What others should know',
  },
  send: { action: 'Send', needPlace: 'Say where it is', needGrade: 'Choose how bad it is', kept: 'Kept on this phone', again: 'New report', busy: 'Keeping…', full: 'This phone is full. Free some space, then send again; what you entered is still here', failed: 'This report could not be kept: {{why}}' },
  travel: {
    since: 'Filed {{when}}, photos still on their way', small: 'small copies there: {{count}}',
    spared: { one: '{{count}} photo waits.', other: '{{count}} photos wait.' },
    metered: 'This network is to be used sparingly; texts and small copies go all the same.',
    battery: 'The battery is low; texts and small copies go all the same.', now: 'Send photos now',
  },
  state: { held: 'Set aside for a person to look at', waiting: 'Waiting', sending: 'Sending', delivered: 'Delivered', refused: 'Refused', waitingOther: 'Waits for the account that filed it', photos: '{{sent}} of {{all}} photos delivered', photoRefused: 'A photo was refused', at: 'Filed {{when}}' },
  sent: { empty: 'No reports yet', emptyHelp: 'What you file stands here with its state: waiting, delivered, or refused and why.', dismiss: 'Remove from the list', why: 'Why', report: 'Report', move: 'Repair', last: 'Last report', all: 'All' },
  move: { en_route: 'We are on our way', on_site: 'We are there', in_progress: 'Work has begun', temporary_fix: 'Temporary fix made', field_complete: 'Work on the spot is done', restored: 'Service is back', blocked: 'We cannot work', assigned: 'Not left yet', resume: 'Go on: {{state}}' },
  problem: {
    'invalid-input': 'Something in it does not fit', 'site-not-found': 'The site does not exist, or not within your areas', 'damage-not-found': 'The damage does not exist, or not within your areas', 'report-not-found': 'The report that it corrects does not exist',
    'report-id-taken': 'Another report has the same number. File it again', 'op-id-taken': 'Another entry has the same number. Do it again', 'repair-not-found': 'This job is no longer yours', 'repair-cannot-move': 'The job has moved on meanwhile, and this step is no longer possible',
    'clearance-needed': 'It needs a clearance', 'repair-needs-crew': 'The job has no crew any more', 'damage-closed': 'This damage is closed. If it is broken again, file a new report', 'role-not-served': 'Your account may not do this', 'value-out-of-range': 'A value is out of range', 'unknown-reference': 'It names something that does not exist',
    'seal-unknown': 'The server has no key for it any more. Mend it as a new report', 'seal-broken': 'It did not arrive whole. Mend it as a new report', 'invalid-json': 'It did not arrive whole. Mend it as a new report', 'body-too-deep': 'It did not arrive whole. Mend it as a new report', 'repair-of-another-crew': 'This job is another crew’s', 
    'device-revoked': 'This phone was withdrawn', 'body-too-large': 'It is too large', 'hash-mismatch': 'The photo arrived damaged', 'not-a-photo': 'The photo cannot be read',
  },
  signIn: { title: 'Sign in to begin', help: 'You can fill in a report now; it is kept on this phone and sent once you have signed in.', action: 'Sign in' },
} as const
