/** Administration. */
export const admin = {
  title: 'Administration', toDesk: 'To the desk', account: 'Your account: {{name}}', everywhere: 'Everywhere', changeNamed: 'Edit {{name}}',
  copy: 'Copy', copied: 'Copied', copyFailed: 'Select and copy by hand', nothingFound: 'Nothing fits these words.', more: 'There are more: search by name to find them.',
  noRole: 'You are not an administrator', noRoleText: 'Whoever manages this server can give you the role.',
  signedOut: 'You are not signed in', signedOutText: 'Administration is open after signing in.',
  section: { people: 'People', crews: 'Crews', keys: 'Keys', devices: 'Phones' },
  first: {
    title: 'Before work can begin', done: 'Done', open: 'Still to do',
    areas: 'Import areas and sites', areasText: 'On the server, with “npm run import”. Roles and crews hold in an area and all below it.',
    organisations: 'Make organisations', organisationsText: 'Utilities, operators and emergency services that send crews.',
    crews: 'Make crews', crewsText: 'Each with its area: what its people see on the phone.',
    people: 'Make people', peopleText: 'Dispatchers for the desk, crew members for the phones.',
  },
  people: {
    title: 'People', intro: 'Everyone who signs in, and what they may do where.', search: 'Search by name or e-mail',
    none: 'Nobody yet', noneText: 'Make a person: they get a password, a role, and the place where it holds.',
  },
  person: {
    new: 'New person', make: 'Make person', name: 'Name', email: 'E-mail', emailHint: 'To sign in with. Nothing is sent to it.', never: 'Never signed in', lastSeen: 'signed in {{when}}',
    openNamed: 'Open {{name}}', made: '{{name}} can sign in', madeText: 'They sign in as {{email}} with this password, and can change it under “Your account”.', madeOwn: 'They sign in as {{email}} with the password that you gave.',
  },
  roleHelp: {
    crew: 'Files reports from the phone and does the crew’s jobs.', dispatcher: 'Verifies, ranks, and sends crews.', authority: 'As a dispatcher; also makes crews and feed keys.',
    operator: 'Sees the sites of one organisation, wherever they stand.', auditor: 'Reads everything, changes nothing.', admin: 'Manages people, crews, keys and phones.',
  },
  grant: {
    title: 'Roles', role: 'Role', chooseRole: 'Choose a role', area: 'Where it holds', areaHint: 'In this area and all below it.', crew: 'Crew', crewHint: 'The role holds in the area of the crew.', chooseCrew: 'Choose a crew',
    noCrews: 'There is no crew yet. Make one under “Crews” first.', organisation: 'Organisation', organisationHint: 'Whose sites they see.', chooseOrganisation: 'Choose an organisation', desk: 'At the desk of', deskHint: 'They take what other organisations hand over to it, and hand over what is its.', deskOfNone: 'No organisation: the desk of the area',
    noOrganisations: 'There is no organisation yet. Make one under “Crews” first.', none: 'No role', add: 'Add a role', give: 'Give role', end: 'End', endSure: 'End “{{role}}” for {{name}}? It stops at once.',
  },
  area: { choose: 'Choose an area', within: 'Within {{area}}', whole: 'All of it' },
  password: {
    label: 'Password', hint: '12 characters or more. Leave it empty and the server makes one.', of: 'Password of {{name}}', once: 'Copy it now: it is shown this once and kept nowhere.',
    title: 'Signing in', reset: 'Reset password', resetSure: 'Give {{name}} a new password? The old one stops working, and they are signed out everywhere.', own: 'Change your own password',
  },
  sessions: {
    none: 'Not signed in anywhere now.', count: { one: 'Signed in on {{count}} device.', other: 'Signed in on {{count}} devices.' },
    end: 'Sign out everywhere', endSure: 'Sign {{name}} out everywhere? What waits on a phone stays there until they sign in again.', endOwn: 'Sign out everywhere, here too?',
  },
  organisations: { title: 'Organisations', intro: 'Who owns sites and sends crews.', none: 'No organisation yet', noneText: 'Make the utility, operator or service that your crews belong to.', crews: { one: '{{count}} crew', other: '{{count}} crews' } },
  organisation: { new: 'New organisation', change: 'Change organisation', nameUk: 'Name in Ukrainian', nameEn: 'Name in English', nameHint: 'One language is enough.', kind: 'Kind' },
  crews: {
    title: 'Crews', intro: 'Teams that a dispatcher can send.', none: 'No crew yet', noneText: 'Make a crew, then its people. They see the sites and damages of its area.', noOrganisation: 'Make an organisation first: each crew belongs to one.',
    people: { one: '{{count}} person', other: '{{count}} people' }, load: { one: '{{count}} repair', other: '{{count}} repairs' },
  },
  crew: {
    new: 'New crew', change: 'Change crew', name: 'Name', nameHint: 'As it is called on the radio.', organisation: 'Organisation', area: 'Area', areaHint: 'Where it works.',
    base: 'Base', baseHint: 'Latitude and longitude, MGRS or a Plus Code.', baseUnread: 'This is no place that can be read: 49.98, 36.24, for example.', skills: 'What it is trained and equipped for',
    phones: 'Numbers for SMS', phonesHint: 'One a line, with the country: +380 50 123 45 67. Only an SMS from one of them is taken for a report of this crew.', phoneUnread: 'This is no number that can be read: {{number}}. Write it with its country: +380…', phonesMany: 'At most {{count}} numbers.',
    retire: 'Retire', retireSure: 'Retire {{name}}? It is offered for no more repairs. What it did stays.', retired: 'Retired', bringBack: 'Bring back',
  },
  keys: {
    title: 'Keys', intro: 'For GIS programs and partners that read the feeds of sites, damages and repairs, and for the gateway that hands in SMS.', none: 'No key yet', noneText: 'A key works in one area. Make one for each program, so that it can be withdrawn alone.',
    new: 'New key', make: 'Make key', kind: 'What it is for', kinds: { feed: 'Reading the feeds', sms: 'Handing in SMS' }, kindHelp: { feed: 'A GIS program or a partner. It changes nothing.', sms: 'An SMS gateway. It hands in reports of crews’ registered numbers and reads nothing.' },
    name: 'Who uses it', nameHint: 'The program or the partner.', area: 'What it reads', areaSms: 'Whose crews’ SMS it hands in', days: 'How long', daysCount: { one: '{{count}} day', other: '{{count}} days' }, until: 'until {{when}}',
    revoked: 'Withdrawn', expired: 'Ended', revoke: 'Withdraw', revokeSure: 'Withdraw “{{name}}”? Whoever uses it is cut off at once.', once: 'Copy it now: it is shown this once and kept nowhere.', howSms: 'The gateway sends each SMS to {{address}} (POST, JSON or a form: id, from, text) and the key as a bearer token. It sends the “reply” of the answer back.', how: 'Address of the feed: {{address}}. Send the key as a bearer token.',
  },
  devices: {
    title: 'Phones', intro: 'Phones that have sent something. A lost one is withdrawn: it is signed out and clears itself, and what it still sends is held for review.', search: 'Search by person or crew', none: 'No phone has sent anything yet', noneText: 'A phone appears here when its crew signs in on it for the first time.',
    lastSeen: 'seen {{when}}', clockOff: 'Clock off by {{by}}', revoke: 'Withdraw', revokeSure: 'Withdraw the phone of {{name}}? It is signed out and clears itself. What waits on it is held for review.', signOut: 'Also sign the person out everywhere', allow: 'Allow again',
  },
  done: {
    given: 'Role given', ended: 'Role ended', reset: 'Password reset', signedOut: 'Signed out everywhere', retired: '{{name}} is retired', returned: '{{name}} is back', keyRevoked: 'Key withdrawn', deviceRevoked: 'Phone withdrawn', deviceAllowed: 'Phone allowed again',
  },
  problem: {
    other: 'This was refused ({{problem}}). Nothing was changed.', unreachable: 'The server does not answer. Nothing was changed; try again.', 'not-signed-in': 'Your session has ended. Sign in again.', 'role-not-served': 'You may not do this any more.',
    'invalid-input': 'Something is missing or not as it should be. Check each field.', 'email-taken': 'Someone with this e-mail exists already. Give that person another role instead.', 'last-admin': 'This administrator has to stay. Make another one first, who can end it.',
    'person-not-found': 'This person is not within your areas any more.', 'person-beyond-reach': 'This person also has roles outside your areas: an administrator of all of them may do this.', 'area-not-found': 'This reaches beyond your areas.', 'crew-not-found': 'This crew is not within your areas.',
    'phone-taken': 'One of these numbers belongs to another crew already.', 'crew-has-repairs': 'This crew has repairs to do. Give them to another crew first.', 'crew-has-rounds': 'This crew has rounds ahead. Give them to another crew first, or cancel them at the desk.', 'unknown-reference': 'What was chosen is not there any more. Load the page again.', 'not-found': 'It is not there any more.', busy: 'The server is busy. Nothing was changed; try again.', fault: 'A fault of ours. Nothing was changed; try again.',
  },
} as const
