/** Weights of the order, and damages moved by hand. */
export const order = {
  hand: {
    title: 'Moved by hand', raise: 'Raised by a tier', lower: 'Lowered by a tier', pin: 'Held at place {{place}}',
    kind: { raise: 'A tier up', lower: 'A tier down', pin: 'To a place' },
    said: '{{what}} by {{name}} until {{when}}', move: 'Move by hand', how: 'Where to', place: 'Place in its oblast, those in danger to life aside', until: 'For how long', hours: { one: '{{count}} hour', other: '{{count}} hours' },
    why: 'Reason', whyHint: 'It stands in the timeline and beside the place in the queue.', save: 'Move it', back: 'Put it back', done: 'Moved', undone: 'It stands in the order of the figures again',
    danger: 'Danger to life goes first, whatever is decided: it cannot be moved.',
  },
  weights: {
    open: 'Weights', title: 'Weights of the order', intro: 'What a person without a service, a bed or a place counts in the order of this area. What holds in an area holds in all below it that has none of its own.',
    area: 'Area', default: 'Default weights hold here: nobody has set any.', from: 'In force here: no. {{version}}, set for {{area}}.',
    services: 'One person without', service: { power: 'Power', water: 'Water', mobile: 'Mobile', fixed: 'Fixed lines', emergency: 'The way to 112' },
    facilities: 'Person-equivalents', facility: { hospital: 'Hospital bed', emergency_centre: '112 centre, a person in its area', water_pumping: 'Pumping station, a person served', shelter: 'Shelter place', point_of_invincibility: 'Point of Invincibility place', fuel_station: 'Fuel station, a person served' },
    critical: 'Critical', enabling: 'A repair enables others from a share of (%)', horizon: 'A critical facility presses when its backup ends within (hours)',
    preview: 'See what moves', moved: { one: '{{count}} damage changes its place', other: '{{count}} damages change their place' }, of: 'of {{total}}', none: 'Nothing changes its place.',
    before: 'Top twenty now', after: 'Top twenty then', place: 'Place', damage: 'Damage', move: 'Was', same: 'same',
    why: 'Reason', set: 'Put in force', reset: 'Take this area’s own back', done: 'The weights are in force', history: 'What was decided', nothing: 'Nothing yet.',
    entry: 'No. {{version}}, {{name}}, {{when}}', takenBack: 'taken back', movedThen: { one: '{{count}} damage changed its place', other: '{{count}} damages changed their place' }, readOnly: 'An authority of the area changes them.',
    number: 'No. {{version}}', yes: 'yes', no: 'no', over: 'Put mine on top', again: 'What you changed stands on top of what was decided meanwhile. Nothing is in force yet: look at what it moves, then put it in force.',
  },
} as const
