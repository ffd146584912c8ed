/** The desk's queue: its order, groups and saved filters. */
export const queue = {
  caption: 'Damages. {{order}}. J and K go down and up, Enter opens, slash searches, a question mark lists all keys.',
  order: { priority: 'By priority', latest: 'Latest report first', age: 'Oldest first', severity: 'Worst first', people: 'Most people first', etr: 'Soonest back first' },
  group: 'Groups',
  by: { none: 'Not grouped', oblast: 'By oblast', raion: 'By raion', repair: 'By state of repair', crew: 'By crew', sector: 'By sector', kind: 'By kind of site' },
  without: { oblast: 'Without an oblast', raion: 'Without a raion', repair: 'No repair', crew: 'No crew', sector: 'Sector unknown', kind: 'Kind unknown' },
  kind: 'Kind of site', anyKind: 'Any kind',
  age: { title: 'First seen', any: 'At any time', '-6': 'In the last 6 hours', '-24': 'In the last 24 hours', '-72': 'In the last 3 days', '24-': 'A day ago or more', '72-': '3 days ago or more', '168-': 'A week ago or more', other: '{{hours}} hours ago' },
  mark: 'No. {{mark}}',
  saved: {
    open: 'Saved', title: 'Saved filters', none: 'Nothing saved yet. Set filters, order and groups as you need them, and keep them here under a name.',
    save: 'Save what is on', name: 'Name', share: 'Share with my organisation', renew: 'Take the filters that are on now',
    failed: 'The saved filters did not come',
    own: 'own', ownShared: 'own, shared', from: 'from {{name}}', change: 'Change: {{name}}', remove: 'Remove: {{name}}',
  },
  present: { looking: '{{role}}: here too', writing: '{{role}}: writing' },
  conflict: {
    title: 'Somebody was quicker', text: 'This changed while you were deciding. Nothing was overwritten: choose what stands.',
    what: 'What', wanted: 'What you want', now: 'What is there now', was: 'you saw: {{value}}', others: 'What happened meanwhile', nobody: 'Nobody decided anything here; its figures or its reports changed.',
    theirs: 'Take theirs', mine: 'Apply mine again', seen: 'I have seen it', over: 'It was ended while you were deciding. Nothing was overwritten: their reason stands.',
  },
  problem: {
    'filter-not-found': 'This filter was removed meanwhile.',
    'filter-name-taken': 'You have a filter of this name. Give it another.',
    'too-many-filters': 'You have saved as many as are kept. Remove one first.',
    'stale-version': 'It was changed in another window. The list shows it as it is now: open it again.',
  },
} as const
