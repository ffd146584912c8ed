/** What the phone keeps: its lock, and handing reports on. */
export const keep = {
  lock: {
    title: 'This phone is locked', help: 'Enter the PIN of this phone', digit: 'Digit {{n}}', erase: 'Erase', open: 'Open', entered: '{{n}} digits entered', wrong: 'This is not the PIN', wait: 'Try again in {{when}}',
    waiting: { one: '{{count}} report waits. It is sealed and goes on being sent', other: '{{count}} reports wait. They are sealed and go on being sent' },
    none: 'Nothing waits to be sent', forgot: 'I forgot the PIN', forgotTitle: 'Begin without the PIN?',
    forgotHelp: 'Drafts, the list of what you filed and all that the server told this phone are removed for good. What waits to be sent is sealed and stays, and will be delivered.',
    forgotYes: 'Remove them and begin', back: 'Back',
  },
  pin: {
    action: 'Lock with a PIN', now: 'Lock now', drop: 'Do without a PIN', title: 'Lock with a PIN', choose: 'Choose a PIN of at least {{n}} digits', again: 'Enter it once more', next: 'Next', unlike: 'The two are not the same. Begin again',
    set: 'This phone asks for the PIN at every start, and after five minutes out of sight.', working: 'Working…',
    guards: 'Drafts, the list of what you filed and what the server told this phone can be read only with the PIN. Whoever copies the phone’s memory can still try PINs elsewhere: use more digits against that.',
    without: 'Without a PIN, whoever can open this phone can read its drafts and lists. Reports that were sent off are sealed either way.', signFirst: 'Sign in once before you choose a PIN.',
  },
  finger: {
    set: 'Open by finger or face too', drop: 'Open by the PIN alone', open: 'Open by finger or face', refused: 'The phone did not confirm you. Enter the PIN, or try again', unlike: 'This phone’s key does not fit any more. Enter the PIN',
    help: 'The phone’s own lock opens Vidnova beside the PIN, also without network. The PIN stays the way in when it does not.', noSecret: 'This phone’s lock cannot do it. The PIN goes on', failed: 'The phone did not confirm you. Nothing was changed',
  },
  hand: {
    action: 'Hand reports on', title: 'Hand reports on', help: 'If this phone cannot reach the network, another can deliver its reports. They stay sealed, and they stay on this phone until it hears that they arrived.',
    count: { one: '{{count}} report can be handed on', other: '{{count}} reports can be handed on' }, nothing: 'Nothing waits on this phone', choose: 'Choose which', noneChosen: 'None is chosen', open: { one: '{{count}} report is not sealed yet: sign in once first', other: '{{count}} reports are not sealed yet: sign in once first' },
    give: 'From this phone', take: 'To this phone', file: 'As a file, with photos', fileMade: 'The file is ready: give it to another phone, which opens it here', codes: 'As codes on the screen, without photos', takeFile: 'Take a file', scan: 'Read codes with the camera',
    showHelp: 'On the other phone: menu, “Hand reports on”, “Read codes with the camera”. Keep showing until it has them all.', code: 'Code {{n}} of {{of}}', slower: 'Slower', faster: 'Faster', stop: 'Done',
    scanHelp: 'Hold the camera on the other phone’s codes.', read: '{{n}} of {{of}} codes read', missing: 'Missing: {{list}}', noCamera: 'The camera cannot be used here. Allow it for this page, or take a file.', looking: 'Looking for a code…',
    taken: { one: '{{count}} report taken. It is delivered with yours', other: '{{count}} reports taken. They are delivered with yours' }, known: 'This phone has them already',
    fault: { foreign: 'This is no file of reports from Vidnova', damaged: 'The file is damaged or not whole. Ask for it again', 'too-large': 'The file is larger than a phone can take', full: 'This phone is full. Free some space, then take it again' },
  },
  sent: { stop: { said: 'Stop of a round', visited: 'Visited', skipped: 'Skipped', planned: 'Not visited after all' }, of: { move: 'Step of a job', etr: 'When service is expected back', step: 'Who has service back' }, mend: 'Mend as a new report', correct: 'Add or correct', unfinished: 'Send or empty the report that you are filling in, then come back', instead: 'Filed instead of one that was refused', corrects: 'Adds to an earlier report', carried: 'Carried for another phone', illegible: 'A report (its name was given up with the PIN)' },
  cleared: { title: 'This phone was withdrawn', help: 'All that waited on it was handed over and set aside for a person to look at. Then everything that Vidnova kept on this phone was removed.', next: 'If this is a mistake, ask your dispatcher. To go on with this phone, sign in again.' },
  newer: { title: 'A newer page keeps your reports', help: 'This tab is older than the one that keeps your reports on this phone. Nothing is lost: load the page anew.', action: 'Load anew' },
} as const
