/** What the phone says of itself: room, installing, versions. */
export const phone = {
  title: 'Without network', looking: 'Looking whether this phone is ready…',
  never: 'This browser cannot open Vidnova without network. Use the phone’s own browser, not a private window',
  newer: { waits: 'A new version is ready. What you entered stays', take: 'Take it' },
  room: {
    left: 'Vidnova takes {{used}} here; about {{left}} are left', short: 'That is room for about {{photos}} photos: send what waits, or free some space.',
    kept: 'The phone promised to keep all of it until it is sent', mayClear: 'The phone may clear it when it runs short of space: install Vidnova, and send soon',
  },
  sms: {
    title: 'Report by SMS', site: 'The number of the site, how bad it is, and a check letter', position: 'The position, how bad it is, and a check letter',
    from: 'Send this text, and nothing else, to the number that your dispatcher gave you. It counts only from a number that is registered for your crew',
    stays: 'The whole report stays on this phone and goes with the next network. Both count as one', open: 'Open messages',
    copy: { no: 'Copy', yes: 'Copied', failed: 'Select the text and copy it by hand' }, gone: 'This report no longer waits. No SMS is needed',
  },
  install: {
    action: 'Install', how: 'Show how', later: 'Later', done: 'Vidnova is on the home screen',
    why: 'Put Vidnova on the home screen: it opens without network, and the phone keeps your reports',
    whyApple: 'Put Vidnova on the home screen. Otherwise Safari clears what it keeps after a week without use',
    menu: 'To have it on the home screen, choose “Install” or “Add to home screen” in the browser’s menu',
    apple: { share: 'Tap “Share” in the browser’s bar', add: 'Choose “Add to Home Screen”', confirm: 'Tap “Add”' },
  },
} as const
