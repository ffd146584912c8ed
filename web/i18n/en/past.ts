/** Base maps of the operator, and the desk as it was. */
export const past = {
  base: { title: 'Base map', shipped: 'Built in', silent: 'The base map “{{name}}” does not answer: the built-in one is shown.', quiet: 'does not answer' },
  open: 'History', title: 'The desk as it was', heading: 'As it was', badge: 'As it was on {{when}}', readOnly: 'Read only: nothing of the past can be changed.',
  bar: 'Moment', help: 'Arrow keys go by an hour, the page keys by a day.', ago: '{{span}} ago', now: 'Now', toNow: 'Back to now', close: 'Close',
  play: 'Play', pause: 'Pause', dayBack: 'A day back', dayOn: 'A day on', hourBack: 'An hour back', hourOn: 'An hour on',
  damages: 'Damages then', people: 'People without service', atLeast: 'at least {{count}}', unknown: 'nobody can say', out: 'Without service',
  uncounted: { one: '{{count}} damage of which nobody can say', other: '{{count}} damages of which nobody can say' },
  worst: 'The weightiest of that moment', none: 'Nothing was damaged then that fits here.', outside: 'That moment is further back than the desk shows: {{days}} days at most.', failed: 'The past did not load.',
  layers: 'Zones, crews and areas are not shown of the past.', show: 'Show on the map', filtered: 'Narrowed as the queue is',
} as const
