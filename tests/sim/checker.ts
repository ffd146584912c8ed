import type { Happening } from './history.ts'
import type { Stored } from './stored.ts'

type Of<What extends Happening['what']> = Extract<Happening, { what: What }>

const countBy = <T>(list: readonly T[], key: (item: T) => string) => {
  const counts = new Map<string, number>()
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}
const groupBy = <T>(list: readonly T[], key: (item: T) => string) => {
  const groups = new Map<string, T[]>()
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

/**
 * What is broken of the promises I1 to I4 and I6 of `reliability.md`, in sentences. It sees what phones told their people, what the desk was
 * told, and what lies on the server's disk, and nothing of the code between them.
 */
export function brokenPromises(history: readonly Happening[], stored: Stored): string[] {
  const of = <What extends Happening['what']>(what: What) => history.filter((happening): happening is Of<What> => happening.what === what)
  const broken: string[] = []
  const say = (rule: string, sentence: string) => { broken.push(`${rule}: ${sentence}`) }

  const filed = new Map(of('filed').map((happening) => [happening.id, happening]))
  const kept = new Map<string, { hash: string; by: string; receivedAtMs?: number }>([...stored.ops.map((op) => [op.id, op] as const), ...stored.reports.map((report) => [report.id, report] as const)])
  const held = groupBy(stored.held, (one) => one.id)
  const poisoned = new Set(of('poisoned').map(({ id }) => id))
  const revoked = new Map(of('revoked').map(({ phone, atMs }) => [phone, atMs]))
  const cleared = new Map(of('cleared').map(({ phone, atMs }) => [phone, atMs]))
  const handedOn = new Set(of('handed-on').flatMap(({ ids }) => ids))
  const decided = new Set(of('decided').map(({ id, decision }) => `${id} ${decision}`))
  const left = new Map(of('left').map((happening) => [happening.phone, happening]))
  const lastShown = new Map(of('shown').map(({ phone, id, state }) => [`${phone} ${id}`, state]))
  const shownPhotos = new Map(of('photo-shown').map((happening) => [`${happening.phone} ${happening.sha256}`, happening.state]))
  const asFiled = (id: string) => {
    const before = filed.get(id)
    return (held.get(id) ?? []).filter((one) => before === undefined || (one.hash === before.hash && one.by === before.by))
  }

  // I1: shown as delivered, then on the server's disk at that time, as it was filed; shown as held, then set aside there.
  for (const { id, phone, state, atMs } of of('shown')) {
    const there = kept.get(id)
    const before = filed.get(id)
    if (state === 'refused' && there !== undefined && there.hash === before?.hash) say('I1', `phone ${phone} showed ${id} as refused, and the server has it`)
    if (state === 'held' && there === undefined && !asFiled(id).some((one) => one.receivedAtMs <= atMs)) say('I1', `phone ${phone} showed ${id} as held, and the server has it not`)
    if (state !== 'delivered') continue
    if (there === undefined) say('I1', `phone ${phone} showed ${id} as delivered, and the server has it not`)
    else if ((there.receivedAtMs ?? 0) > atMs) say('I1', `phone ${phone} showed ${id} as delivered before it was`)
    else if (before !== undefined && there.hash !== before.hash) say('I1', `${id} is on the server with other words`)
  }
  // I1: what a phone said it keeps is on the server, set aside there, discarded by the desk, or still on the phone.
  for (const { id, phone } of filed.values()) {
    if (kept.has(id) || asFiled(id).some(({ decision }) => decision === null || (decision === 'discarded' && decided.has(`${id} discarded`)))) continue
    const here = left.get(phone)?.ops.find((op) => op.id === id)
    if (here?.state === 'waiting' || here?.state === 'refused') continue
    if (here === undefined && cleared.has(phone) && lastShown.get(`${phone} ${id}`) === 'refused') continue
    say('I1', `${id} was filed on phone ${phone} and is nowhere`)
  }
  // I1: only a phone that was withdrawn clears itself.
  for (const [phone, atMs] of cleared) if (!((revoked.get(phone) ?? Infinity) <= atMs)) say('I1', `phone ${phone} cleared itself and was not withdrawn`)
  // I1: the desk's word on what was held stands.
  for (const { id, decision } of of('decided')) {
    if (!(held.get(id) ?? []).some((one) => one.decision === decision)) say('I1', `the desk was told that ${id} is ${decision}, and it is not`)
    if (decision === 'accepted' && !kept.has(id)) say('I1', `the desk accepted ${id}, and it is not filed`)
  }
  for (const { id, decision } of stored.held) if (decision === 'discarded' && !decided.has(`${id} discarded`)) say('I1', `${id} is discarded, and the desk did not do it`)

  // I2: nothing is there twice, nor from nobody, nor filed and still to be decided on.
  for (const [id, count] of countBy(stored.reports, (report) => report.id)) if (count > 1) say('I2', `report ${id} is stored ${count} times`)
  const known = new Set(of('shown').map(({ id }) => id))
  for (const { id, by } of [...stored.reports, ...stored.ops]) {
    const before = filed.get(id)
    if (before === undefined && !known.has(id)) say('I2', `${id} is stored and nobody filed it`)
    if (before !== undefined && before.by !== by) say('I2', `${id} of ${before.by} is stored as ${by}'s`)
  }
  for (const [key, count] of countBy(stored.held, (one) => `${one.id} ${one.hash} ${one.by}`)) if (count > 1) say('I2', `${key} is held ${count} times`)
  for (const { id, hash, by, decision } of stored.held) {
    const there = kept.get(id)
    if (decision === null && there?.hash === hash && there.by === by) say('I2', `${id} is filed and waits for a decision`)
    if (decision !== null && decision !== 'discarded' && there === undefined) say('I2', `${id} was held and is ${decision}, and is not filed`)
  }

  // I3: a photo is there with the bytes that the phone hashed, or seen to be missing and still on a phone.
  const wholeSomewhere = new Set([...left.values()].flatMap(({ photos }) => photos.filter((photo) => photo.whole).map((photo) => photo.sha256)))
  const shownSent = new Map([...shownPhotos].filter(([, state]) => state === 'sent').map(([key]) => [key.split(' ')[1], key.split(' ')[0]]))
  for (const { id, photos } of [...stored.reports, ...stored.held.filter(({ decision }) => decision === null)]) {
    if (!filed.has(id)) continue
    for (const { sha256, landed } of photos) {
      if (landed && stored.bytes[sha256] !== sha256) say('I3', `the photo ${sha256} of ${id} has other bytes`)
      if (landed) continue
      if (shownSent.has(sha256)) say('I3', `phone ${shownSent.get(sha256)} showed the photo ${sha256} as sent, and it never landed`)
      if (!wholeSomewhere.has(sha256)) say('I3', `the photo ${sha256} of ${id} is nowhere`)
    }
  }

  // I4: one event for each change that was accepted.
  const events = (verb: string) => stored.events.filter((event) => event.verb === verb)
  const one = (verb: string, ids: readonly string[], key: (event: Stored['events'][number]) => string = (event) => event.id) => {
    const counts = countBy(events(verb), key)
    for (const id of ids) if (counts.get(id) !== 1) say('I4', `${verb} of ${id} is in the audit ${counts.get(id) ?? 0} times`)
    if (counts.size !== new Set(ids).size) say('I4', `${verb} is in the audit for ${counts.size} things, and there are ${new Set(ids).size}`)
  }
  one('report.filed', stored.reports.map((report) => report.id))
  one('damage.opened', stored.damages.map((damage) => damage.id))
  one('repair.opened', stored.repairs.map((repair) => repair.id))
  one('photo.stored', stored.reports.flatMap((report) => report.photos.filter((photo) => photo.landed).map((photo) => `${photo.sha256} ${report.id}`)), (event) => `${event.id} ${String(event.body['report'])}`)
  const heldAs = (decision: string) => stored.held.filter((row) => row.decision === decision).map((row) => row.held)
  one('report.held', stored.held.map((row) => row.held), (event) => String(event.body['held']))
  for (const decision of ['accepted', 'discarded']) one(`report.${decision}`, heldAs(decision), (event) => String(event.body['held']))
  const states = new Map(events('repair.opened').map((event) => [event.id, event.body['state']]))
  for (const { id, body } of events('repair.moved')) {
    if (states.get(id) !== body['from']) say('I4', `repair ${id} moved from ${String(body['from'])} and was ${String(states.get(id))}`)
    states.set(id, body['to'])
  }
  for (const { id, state } of stored.repairs) if (states.get(id) !== state) say('I4', `repair ${id} is ${state}, and the audit leads to ${String(states.get(id))}`)

  // I6: with a good network nothing waits, least of all behind what cannot be answered.
  for (const { phone, ops, photos } of left.values()) {
    for (const { id, state } of ops) if (state === 'waiting' && !poisoned.has(id)) say('I6', `${id} still waits on phone ${phone}`)
    for (const { sha256, state } of photos) if (state === 'asked') say('I6', `the photo ${sha256} still waits on phone ${phone}`)
    if (revoked.has(phone) && !cleared.has(phone) && !ops.some(({ id }) => poisoned.has(id))) say('I6', `phone ${phone} was withdrawn and never cleared itself`)
  }
  // I6: what nobody need doubt is set aside for nobody.
  for (const { id, why } of stored.held) {
    const doubted = why === 'revoked' ? revoked.size > 0 : handedOn.has(id) && (why === 'device-unknown' || why === 'not-on-phone')
    if (!doubted) say('I6', `${id} is held: ${why}`)
  }
  return broken
}
