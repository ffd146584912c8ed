/** The numbers of an area over a period. */
export const numbers = {
  title: 'Numbers', open: 'Numbers', back: 'To the desk', area: 'Area', everywhere: 'All your areas', period: 'Period', print: 'Print', loading: 'The numbers are being reckoned', failed: 'The numbers did not come',
  own: 'Another period', from: 'From', to: 'Until (empty: now)', wrong: 'A period ends after it begins and is a year at most.', printed: 'Numbers: {{area}}, from {{from}} to {{to}}', asOf: 'as of {{when}}',
  uncounted: { one: 'Of {{count}} damage nobody can say how many people it concerns: the figures are “at least”.', other: 'Of {{count}} damages nobody can say how many people they concern: the figures are “at least”.' },
  last: { 1: 'The last 24 hours', 3: 'The last three days', 7: 'The last week', 30: 'The last 30 days' },
  facts: { damages: 'Damages', open: 'Open at the end', restored: 'Restored meanwhile', population: 'People who live here', unknown: 'nobody knows how many' },
  service: { power: 'Power', mobile: 'Mobile', fixed: 'Fixed lines', water: 'Water' },
  indices: {
    title: 'People without service', of: 'Service that the indices tell of', service: 'Service', now: 'Without it now', range: 'Range', personHours: 'Person-hours lost', saidi: 'SAIDI, h', saifi: 'SAIFI, times', caidi: 'CAIDI, h',
    note: 'After IEEE 1366-2022, in people rather than customers: SAIFI, how often a person was cut off on average; SAIDI, for how many hours; CAIDI = SAIDI / SAIFI. Interruptions of five minutes at most are left out, major event days are not. People who hang on two damages count with both, up to all who live here.',
  },
  over: { title: 'People without service over time', label: 'People without power, mobile, fixed lines and water, from {{from}} to {{to}}' },
  curve: { title: 'Restoration, planned and actual', label: 'Share of the lost service that is back, from {{from}} to {{to}}', actual: 'Actual', planned: 'As promised', note: 'Promised: by the expected times of the repairs, else by the windows planned for them. What nobody promised counts as not back.' },
  times: { title: 'From the report on', step: 'Until', verified: 'verified', assigned: 'a crew was assigned', restored: 'service is back (from when it was first seen)', count: 'How many', mean: 'Mean, h', median: 'Median, h', p90: '90 % within, h' },
  mttr: { area: 'By area: indices of “{{service}}” and mean time to repair', period: 'Over the period: indices of “{{service}}” and mean time to repair', cause: 'By cause', name: 'Area', causeName: 'Cause', from: 'From', damages: 'Damages', restored: 'Restored', people: 'People', hours: 'Mean time to repair, h' },
  table: 'The figures as a table', when: 'When', none: 'Nothing happened here in this period.', noValue: 'no figure',
} as const
