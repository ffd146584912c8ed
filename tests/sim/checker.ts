import type { Happening } from './history.ts'
import type { Stored } from './stored.ts'

type Of<What extends Happening['what']> = Extract<Happening, { what: What }>

const countBy = <T>(list: readonly T[], key: (item: T) => string) => {
  const counts = new Map<string, number>()
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

/**
 * What is broken of the promises I1 to I4 and I6 of `reliability.md`, in sentences. It sees what phones told their people and what lies on the
 * server's disk, and nothing of the code between them.
 */
export function brokenPromises(history: readonly Happening[], stored: Stored): string[] {
  const of = <What extends Happening['what']>(what: What) => history.filter((happening): happening is Of<What> => happening.what === what)
  const broken: string[] = []
  const say = (rule: string, sentence: string) => { broken.push(`${rule}: ${sentence}`) }

  const filed = new Map(of('filed').map((happening) => [happening.id, happening]))
  const kept = new Map<string, { hash: string; by: string; receivedAtMs?: number }>([...stored.ops.map((op) => [op.id, op] as const), ...stored.reports.map((report) => [report.id, report] as const)])
  const poisoned = new Set(of('poisoned').map(({ id }) => id))
  const revoked = new Set(of('revoked').map(({ phone }) => phone))
  const left = new Map(of('left').map((happening) => [happening.phone, happening]))
  const shownPhotos = new Map(of('photo-shown').map((happening) => [`${happening.phone} ${happening.sha256}`, happening.state]))

  // I1: shown as delivered, then on the server's disk at that time, as it was filed.
  for (const { id, phone, state, atMs } of of('shown')) {
    if (state === 'refused' && kept.get(id)?.hash === filed.get(id)?.hash && kept.has(id)) say('I1', `phone ${phone} showed ${id} as refused, and the server has it`)
    if (state !== 'delivered') continue
    const there = kept.get(id)
    const before = filed.get(id)
    if (there === undefined) say('I1', `phone ${phone} showed ${id} as delivered, and the server has it not`)
    else if ((there.receivedAtMs ?? 0) > atMs) say('I1', `phone ${phone} showed ${id} as delivered before it was`)
    else if (before !== undefined && there.hash !== before.hash) say('I1', `${id} is on the server with other words`)
  }
  // I1: what a phone said it keeps is on the server or still on the phone.
  for (const { id, phone } of filed.values()) {
    const here = left.get(phone)?.ops.find((op) => op.id === id)
    if (!kept.has(id) && (here === undefined || here.state === 'delivered')) say('I1', `${id} was filed on phone ${phone} and is nowhere`)
  }

  // I2: nothing is there twice, nor from nobody.
  for (const [id, count] of countBy(stored.reports, (report) => report.id)) if (count > 1) say('I2', `report ${id} is stored ${count} times`)
  const known = new Set(of('shown').map(({ id }) => id))
  for (const report of stored.reports) {
    const before = filed.get(report.id)
    if (before === undefined && !known.has(report.id)) say('I2', `report ${report.id} is stored and nobody filed it`)
    if (before !== undefined && before.by !== report.by) say('I2', `report ${report.id} of ${before.by} is stored as ${report.by}'s`)
  }

  // I3: a photo is there with the bytes that the phone hashed, or seen to be missing and still on the phone.
  for (const report of stored.reports) {
    const phone = filed.get(report.id)?.phone
    for (const { sha256, landed } of report.photos) {
      if (landed && stored.bytes[sha256] !== sha256) say('I3', `the photo ${sha256} of ${report.id} has other bytes`)
      if (landed || phone === undefined) continue
      const here = left.get(phone)?.photos.find((photo) => photo.sha256 === sha256)
      if (shownPhotos.get(`${phone} ${sha256}`) === 'sent') say('I3', `phone ${phone} showed the photo ${sha256} as sent, and it never landed`)
      if (here === undefined || !here.whole) say('I3', `the photo ${sha256} of ${report.id} is nowhere`)
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
  const states = new Map(events('repair.opened').map((event) => [event.id, event.body['state']]))
  for (const { id, body } of events('repair.moved')) {
    if (states.get(id) !== body['from']) say('I4', `repair ${id} moved from ${String(body['from'])} and was ${String(states.get(id))}`)
    states.set(id, body['to'])
  }
  for (const { id, state } of stored.repairs) if (states.get(id) !== state) say('I4', `repair ${id} is ${state}, and the audit leads to ${String(states.get(id))}`)

  // I6: with a good network nothing waits, least of all behind what cannot be answered.
  for (const { phone, ops, photos } of left.values()) {
    if (revoked.has(phone)) continue
    for (const { id, state } of ops) if (state === 'waiting' && !poisoned.has(id)) say('I6', `${id} still waits on phone ${phone}`)
    for (const { sha256, state } of photos) if (state === 'asked') say('I6', `the photo ${sha256} still waits on phone ${phone}`)
  }
  return broken
}
