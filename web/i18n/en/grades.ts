/** The three independent axes: a short label, and a line that says what it means on the spot. Severity by its number. */
export const grades = {
  severity: {
    title: 'Damage',
    label: { 0: 'None', 1: 'Minor', 2: 'Moderate', 3: 'Severe', 4: 'Destroyed', unknown: 'Unknown' },
    help: {
      0: 'No damage to be seen',
      1: 'Scratches, broken glass, small parts; mended on the spot',
      2: 'Parts must be replaced, the main equipment is whole',
      3: 'The main equipment is damaged; heavy machinery is needed',
      4: 'Nothing to mend; it has to be built anew',
      unknown: 'Could not be seen or judged',
    },
  },
  function: {
    title: 'Service',
    label: { full: 'Works', degraded: 'Reduced', out: 'Out', unknown: 'Unknown' },
    help: {
      full: 'Everyone it feeds has service',
      degraded: 'Some have no service, or it is weak or by turns',
      out: 'Nobody it feeds has service',
      unknown: 'Nobody could say whether it works',
    },
  },
  safety: {
    title: 'Safety',
    label: { inspected: 'Safe', restricted: 'With care', unsafe: 'Do not enter', unknown: 'Not checked' },
    help: {
      inspected: 'Looked over; people may work',
      restricted: 'Only some parts, or only with protection',
      unsafe: 'Danger to life: nobody goes in',
      unknown: 'Nobody has looked yet',
    },
  },
} as const
