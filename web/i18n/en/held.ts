/** Texts of what is held for review, and of the phones it comes from. */
export const held = {
  title: 'Held for review', intro: 'These are not in yet. File each as the person it is from, or discard it with a reason; it stays on record either way.',
  none: 'Nothing waits for you', noneText: 'Reports come here when their phone was withdrawn, or when another phone delivers them and the signature does not fit. You then file or discard them.',
  failed: 'This could not be loaded', waiting: { one: '{{count}} waits', other: '{{count}} wait' },
  from: 'Said to be from {{name}}', nobody: 'somebody unknown', crewOf: '{{name}}, {{crew}}', brought: 'brought by {{name}}', received: 'received {{when}}', seen: 'seen {{when}}',
  kind: { 'report.file': 'Report', 'repair.move': 'Repair step', 'repair.etr': 'Expected time', 'repair.step': 'Who has service back', 'round.stop': 'Stop of a round' }, stops: 'It says: {{state}}', stop: { planned: 'not so after all', visited: 'visited', skipped: 'skipped' }, moves: 'Repair goes to: {{state}}', expects: 'Service expected back by {{when}}',
  where: 'Not at a known site', photoOf: 'Photo {{nth}} of {{total}}', photosComing: { one: '{{count}} photo on its way', other: '{{count}} photos on their way' },
  why: {
    revoked: 'Phone withdrawn', 'key-changed': 'Phone with another key', 'device-unknown': 'Unknown phone', 'signature-missing': 'Not signed', 'signature-wrong': 'Signature does not fit',
    'not-on-phone': 'Not their phone', 'no-rights': 'No role any more',
  },
  whyHelp: {
    revoked: 'The phone was withdrawn before this came. Ask the crew whether it is theirs.',
    'key-changed': 'The phone calls itself by a known name but has another key: it may be an imitation, or it was set up anew.',
    'device-unknown': 'Another phone delivered this, and the one it was filed on has never been seen here.',
    'signature-missing': 'Another phone delivered this without the signature of the one it was filed on.',
    'signature-wrong': 'The signature is not that of the phone it says it was filed on. Take it for forged until its author says otherwise.',
    'not-on-phone': 'The person never sent anything from this phone themselves.',
    'no-rights': 'The person it is from may not file reports any more.',
  },
  accept: 'File it', discard: 'Discard', reason: 'Reason', reasonHint: 'For the record: who was asked, what they said.', acceptAll: 'File all {{count}}', discardAll: 'Discard all {{count}}', ofPhone: 'From this phone',
  decided: { title: 'What became of the rest', none: 'Nothing was decided yet', by: '{{name}}, {{when}}', as: { accepted: 'Filed', discarded: 'Discarded', arrived: 'Arrived after all' } },
  done: { accepted: 'Filed', discarded: 'Discarded', some: { one: '{{count}} could not be filed and still waits', other: '{{count}} could not be filed and still wait' } },
  phones: {
    open: 'Phones', title: 'Phones', intro: 'Phones of the crews in your areas. Withdraw a lost one: it is signed out and clears itself, and what it still sends is held for review.', search: 'Search by person or crew',
    none: 'No phone has sent anything yet', noneText: 'A phone appears here when its crew signs in on it for the first time.', nothing: 'No phone fits these words.', lastSeen: 'seen {{when}}',
    withdrawn: 'Withdrawn', otherKey: 'Another phone used its name', waits: { one: '{{count}} held', other: '{{count}} held' },
    withdraw: 'Withdraw', withdrawSure: 'Withdraw the phone of {{name}}? It is signed out and clears itself. What waits on it is held for review.', allow: 'Allow again',
    withdrew: 'Phone withdrawn', allowed: 'Phone allowed again',
  },
  problem: {
    other: 'This was refused. Nothing was changed.', unreachable: 'The server does not answer. Nothing was changed; try again.', 'not-signed-in': 'Your session has ended. Sign in again.', 'role-not-served': 'You may not do this any more.',
    'held-decided': 'Somebody else decided this meanwhile.', 'not-found': 'It is not within your areas any more.', 'report-id-taken': 'Another report was filed under its number: discard this one.', 'op-id-taken': 'Another step was sent under its number: discard this one.',
    'site-not-found': 'The person it is from does not reach this site: their role has to reach it first, or discard it.', 'damage-not-found': 'The person it is from does not reach this damage.', 'report-not-found': 'The report that it corrects is not there.',
    'repair-not-found': 'This repair does not exist any more, or not within their reach.', 'repair-cannot-move': 'The repair has moved on: this step is no longer possible. Discard it.', 'repair-of-another-crew': 'This repair is another crew’s by now. Discard it.',
    'step-ahead': 'It is said to be done before it was.', 'repair-needs-crew': 'The repair has no crew any more. Discard it.', 'clearance-needed': 'Work may not begin there without a clearance.', 'damage-closed': 'The damage is closed.', 'device-not-found': 'This phone is not within your reach any more.',
  },
} as const
