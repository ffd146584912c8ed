/** The board of repairs and the plan of crews. */
export const board = {
  title: 'Repairs and rounds', open: 'Open {{name}}', back: 'To the desk', tool: 'Repairs', view: 'View', views: { states: 'By state', day: 'Crews: a day', week: 'Crews: a week' },
  byState: 'Repairs by state', byCrew: 'Windows of repairs by crew', only: 'Show', onlyAll: 'All', onlyLate: 'Overdue', onlyWaits: 'Waiting', onlyConflicts: 'With conflicts',
  help: 'Drag a card, or pick it up with Space, move it with the arrow keys, put it down with Space; Escape lets it go where it was. Put among the blocked, it is asked what it waits for. In the plan, Delete takes the window of a repair away and Enter opens a round.', helpRead: 'You may look at repairs and rounds here, and open them. Dispatchers and authorities move them.',
  loading: 'Loading the repairs', failed: 'The repairs could not be loaded', none: 'No repairs yet', noneText: 'Open a damage at the desk and start a repair there: it appears here, by state and in the plan of its crew.', more: 'There are more repairs than fit here: those first in order are shown.',
  count: { one: '{{count}} repair', other: '{{count}} repairs' }, tier: { 0: 'Danger', 1: 'Enables', 2: 'Facility', 3: 'Effect' },
  said: { picked: '{{name}} picked up: {{place}}', moved: '{{place}}', dropped: '{{name}} put down: {{place}}', cancelled: '{{name}} let go, nothing changed' },
  cannot: 'From “{{from}}” it cannot go to “{{to}}”.', needsCrew: 'Assign a crew first: open the repair, or put it into a crew’s plan.', search: 'Find a repair', nothingFits: 'No repair fits what is chosen above.',
  before: 'Earlier', after: 'Later', today: 'Today', tray: 'No time yet', trayEmpty: 'Everything has its time. What is opened without a window waits here.', noCrews: 'No crews yet', noCrewsText: 'An administrator makes crews with their area, base and skills; then their plan stands here.',
  load: '{{hours}} of {{of}} h', conflicts: { one: '{{count}} with a conflict', other: '{{count}} with conflicts' },
  conflict: { overlap: 'The crew has something else at that time', travel: 'The way from what stands before takes longer than lies between', clearance: 'A clearance is needed and missing', skill: 'The crew lacks a skill: {{skill}}', short: 'Stops and ways take {{time}} longer than there is' },
  skill: { substation: 'substations', overhead_line: 'overhead lines', cable: 'cables', generator: 'generators', fibre: 'fibre', antenna: 'antennas', heavy_lift: 'heavy lifts', demining: 'demining' },
} as const
