/** Start page and sign-in. */
export const start = {
  title: 'See the damage. Repair what matters first.',
  lead: 'Crews report damage to energy and communications from a phone, with or without a network. Dispatchers see it at once, know what to repair first and why, and follow it until the last household has service.',
  signIn: 'Sign in', demoTitle: 'Look around as', demoHelp: 'Demonstration data on the real grid. Whatever you change stays on this server.', enter: 'Opens {{screen}}',
  screen: { field: 'the crew’s phone', desk: 'the desk' }, offline: 'The server does not answer. Try again in a moment.', refused: 'This account is not here any more', tooMany: 'Too many attempts. Wait a minute and try again',
  role: {
    crew: 'Report damage and do your jobs', dispatcher: 'See, verify, rank, assign', authority: 'Decide what matters most', operator: 'Your own sites and who depends on them', auditor: 'Read everything, with evidence', admin: 'People, crews and keys',
  },
  steps: {
    see: 'See', seeText: 'A report in three taps: photo, how bad, send. It stays on the phone until the server has it, exactly once.',
    rank: 'Rank', rankText: 'Who loses service, for how long, and what one repair gives back: an order with its reason in a sentence.',
    restore: 'Restore', restoreText: 'En route, on site, restored. Everyone sees the same state at the same moment.',
  },
  picture: 'Map of the country’s transmission grid with places of damage marked on it', open: 'Open source, open standards, no outside services', docs: 'Documentation of the API', feed: 'Feed for GIS', sources: 'Data',
  account: {
    title: 'Your account', password: 'Change password', present: 'Present password', next: 'New password', nextHint: '12 characters or more. Other browsers and phones are signed out.', change: 'Change password',
    changed: 'Password changed', wrong: 'The present password is wrong', refused: 'This was refused. Nothing was changed', back: 'Back to work', signedOut: 'You are not signed in',
  },
  form: { title: 'Sign in', email: 'E-mail', password: 'Password', go: 'Sign in', wrong: 'The e-mail or the password is wrong', help: 'Your administrator makes accounts. Reports on this phone are kept whoever signs in.' },
} as const
