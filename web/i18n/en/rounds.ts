/** Rounds of crews to sites, and visits outside of them. */
export const rounds = {
  plan: 'Plan a round', addVisit: 'Add a visit', open: 'Open the round', legend: 'What is drawn',
  noun: { repair: 'Repair', round: 'Round', visit: 'Visit' },
  kind: { inspection: 'Inspection', refuelling: 'Refuelling', battery_change: 'Battery change', ground_check: 'Check on the ground', vegetation: 'Clearing of trees', other: 'Other work' },
  state: { planned: 'To do', visited: 'Visited', skipped: 'Skipped' },
  reason: { no_access: 'No access', danger: 'Dangerous there', air_alert: 'Air alert', no_time: 'No time left', not_needed: 'Not needed', other: 'Another reason' },
  stops: { one: '{{count}} stop', other: '{{count}} stops' }, done: '{{done}} of {{all}} done',
  daily: 'Every day', every: { one: 'Every {{count}} day', other: 'Every {{count}} days' }, rhythm: '{{every}} at {{at}} by the clock of the area', through: '{{rhythm}}, through {{day}}', noMore: 'It no longer repeats',
  none: 'No rounds in these days', noneText: 'A round is a crew’s tour to several sites: inspection, refuelling, battery change. Plan one and it stands here beside the repairs, so that nobody is sent to two places at once. A visit is one stop that was not planned.',
  more: 'There are more rounds in these days than fit here: the first are shown.', failed: 'The rounds could not be loaded. The plan shows repairs alone.',
  form: {
    round: 'Plan a round', visit: 'Add a visit', change: 'Change the round', changeVisit: 'Change the visit', kind: 'What for', crew: 'Crew', from: 'From', until: 'Until', note: 'Note for the crew',
    add: 'Add a site', addHint: 'A part of its name, or its number', site: 'Site', nothing: 'No site of your areas is called so.', stops: 'Stops, in their order', task: 'What is to be done', minutes: 'Minutes', up: 'Earlier: {{name}}', down: 'Later: {{name}}', drop: 'Take out: {{name}}',
    needs: 'Stops and ways take about {{time}}.', fit: 'Set the end by it', lacks: 'That is {{time}} more than there is.', repeat: 'Repeats', once: 'Only once', each: 'Every so many days', days: 'Days between', last: 'Last day',
    eachHint: 'At the hour at which it begins, by the clock of the area, in summer and winter. Rounds are made for four weeks ahead.', following: 'All that follow too', followingHint: 'Crew, hour, stops and note hold for later ones as well; their days stay.',
    save: 'Save', noStops: 'Add a site first.', badWindow: 'The end is to come after the beginning, within a week.', badDays: 'A whole number from 1 to 366.', badMinutes: 'Each stop takes 1 to 1,440 minutes.',
  },
  conflict: { title: 'Somebody changed it meanwhile', text: 'Look at both sides, then decide. Nothing of yours is saved yet.', what: 'What', mine: 'Yours', theirs: 'Now', takeTheirs: 'Leave what is there', takeMine: 'Save mine all the same', cancelled: 'Cancelled: {{why}}' },
  card: {
    visited: 'Visited', skip: 'Skip', undo: 'Not so', why: 'Why it is skipped', said: 'In words', skipNow: 'Skip it', change: 'Change', cancel: 'Cancel it', cancelWhy: 'Why it is cancelled', cancelNow: 'Cancel the round', cancelVisit: 'Cancel the visit', keep: 'Keep it', following: 'And all that follow: it no longer repeats',
    uncleared: 'A clearance is needed and missing', damage: 'Open damage', reported: 'The crew reported damage here', onDesk: 'Open on the desk: {{name}}', cancelled: 'Cancelled: {{why}}', minutes: '{{count}} min', at: '{{state}}, {{when}}',
  },
  told: { planned: 'The round is planned', visit: 'The visit is planned', changed: 'The round is changed', cancelled: 'The round is cancelled', stop: '{{name}}: {{state}}' },
  problem: {
    'round-not-found': 'This round does not exist, or not within your areas.', 'round-of-another-crew': 'This round reaches beyond your areas: only whose areas hold all of it changes it.', 'round-cancelled': 'This round was cancelled. Plan another one.',
    'round-stop-done': 'What was visited or skipped stays as it is.', 'site-not-found': 'One of these sites does not exist, or not within your areas.', 'invalid-input': 'Something does not fit. Check the fields and try again.', 'stale-version': 'Somebody changed it meanwhile. What is there now is shown.',
  },
  count: { one: '{{count}} round or visit', other: '{{count}} rounds and visits' },
} as const
