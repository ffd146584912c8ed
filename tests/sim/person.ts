import { createHash } from 'node:crypto'
import type { SealTo } from '../../geo/sync/sealed.ts'
import { CREW_MOVES, movesFrom } from '../../geo/repairs/lifecycle.ts'
import type { HandedOn } from '../../web/sync/hand-on.ts'
import { jobsOf } from '../../web/sync/jobs.ts'
import type { Filing } from '../../web/sync/outbox.ts'
import type { NewPhoto } from '../../web/sync/store.ts'
import type { VirtualClock } from './clock.ts'
import { COUNTRY, PHONES_PER_AREA } from './country.ts'
import type { Desk } from './desk.ts'
import type { History } from './history.ts'
import type { Weather } from './network.ts'
import type { SimPhone } from './phone.ts'
import { pictureOf } from './picture.ts'
import type { Random } from './random.ts'
import type { SimServer } from './server.ts'
import type { PageFate } from './tab.ts'

/** How long the trouble lasts, in ms; then the network is fine and everyone opens their phone once more. */
export const TROUBLE_MS = 3 * 86_400_000
const GIVE_UP_AFTER_MS = 40 * 60_000
const HOUR_MS = 3_600_000
const CALM: PageFate = { clockAt: (ms) => ms, tabs: 1, diesAtStep: undefined, fullFromWrite: undefined }

/** A phone's clock as it may be: right, at the epoch, past 2038, half a day off, or set back while the page is open. */
function wrongClock(random: Random, openedMs: number): (trueMs: number) => number {
  const back = openedMs + random.int(500, 8000)
  return random.pick<(ms: number) => number>([
    (ms) => ms - openedMs, (ms) => ms - openedMs + Date.UTC(2038, 0, 19, 3, 14, 6), (ms) => ms + 14 * HOUR_MS, (ms) => ms - 14 * HOUR_MS,
    (ms) => (ms < back ? ms : ms - 2 * HOUR_MS),
  ])
}

/** How often something befalls a phone. */
export type Shares = { readonly poison: number; readonly handOn: number; readonly withdraw: number }

/** What one phone's people live in. */
export type PersonWorld = {
  readonly number: number; readonly phones: number; readonly clock: VirtualClock; readonly random: Random; readonly phone: SimPhone
  readonly server: SimServer; readonly history: History; readonly desk: Desk; readonly shares: Shares
  readonly setWeather: (weather: Weather) => void
  /** What the server says at sign-in that phones seal to. */
  readonly sealTo: SealTo
  /** Files that were given to a phone, by its number. */
  readonly given: Map<number, HandedOn[]>
}

/** One phone's person, and whoever borrows it: what they do and what befalls them, all from one seed. */
export function livePerson(world: PersonWorld): void {
  const { number, clock, random, phone, server, history, given } = world
  const area = COUNTRY.areaOf(number)
  const owner = COUNTRY.person(number)
  const borrower = COUNTRY.person(number % 10 === 9 ? number - 1 : Math.min(world.phones - 1, number + 1))
  const cookies = new Map<string, string>()
  const holders = new Set<string>([owner])
  const poisoned = new Set<string>()
  // A page of before files openly; what waits then is sealed once the phone knows what to.
  let seals = !random.chance(0.15)
  let withdrawn = false

  /** Signs in where the network is good, and learns there what the phone seals to. */
  const signedIn = async (who: string) => {
    if (!cookies.has(who)) cookies.set(who, await server.signIn(who))
    if (seals) await phone.disk.write('seal', world.sealTo)
    return cookies.get(who)!
  }

  function aReport(): Filing {
    const id = phone.newId()
    const bad = random.chance(0.08)
    const withSite = random.chance(0.8)
    const photos = random.chance(0.2) ? Array.from({ length: random.int(1, 2) }, (_, nth) => pictureOf(`${id} ${nth}`)) : []
    const announced = photos.map((bytes) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength, type: 'image/jpeg' }))
    const kept = photos.map((bytes, nth): NewPhoto => ({ sha256: announced[nth]!.sha256, bytes: bytes.byteLength, blob: new Blob([bytes]) }))
    const body = {
      id, observedAt: new Date(Math.max(0, phone.nowMs())).toISOString(), site: withSite ? COUNTRY.site(area, random.int(0, 4)) : null,
      position: COUNTRY.position(area, random.next()), accuracyM: 10, located: withSite ? 'site_picked' : 'gps',
      severity: bad ? 9 : random.int(1, 4), function: random.pick(['degraded', 'out']), note: `by ${number}`, photos: announced,
    }
    return { id, kind: 'report.file', body, label: { names: null, place: '', version: null }, photos: kept }
  }

  async function report() {
    const filing = aReport()
    if (random.chance(world.shares.poison)) {
      server.poison(filing.id)
      poisoned.add(filing.id)
      history.note({ what: 'poisoned', atMs: clock.nowMs(), id: filing.id })
    }
    await phone.file(filing)
  }

  /** Goes on with a job that the desk gave, by the rule that the server will apply too. */
  async function work() {
    const [told, ops] = [await phone.disk.told(), await phone.disk.ops()]
    const [job] = jobsOf(told, ops, [COUNTRY.crew(number)])
    const moves = job === undefined ? [] : movesFrom(job.repair).filter((to) => CREW_MOVES.includes(to))
    if (job === undefined || moves.length === 0) return
    const to = random.pick(moves)
    const body = { repair: job.repair.id, move: { to, at: new Date(Math.max(0, phone.nowMs())).toISOString(), blockedBy: to === 'blocked' ? 'weather' : null, closedReason: null, note: '' } }
    await phone.file({ id: phone.newId(), kind: 'repair.move', body, label: { names: null, place: '', version: job.repair.version } })
  }

  /** Gives what waits, sealed, to one or two phones near by. */
  async function handOn() {
    const others = Array.from({ length: PHONES_PER_AREA }, (_, nth) => area * PHONES_PER_AREA + nth).filter((other) => other !== number && other < world.phones)
    const handed = others.length === 0 ? undefined : await phone.handOn()
    if (handed === undefined) return
    for (let times = random.int(1, 2); times > 0; times -= 1) {
      const to = random.pick(others)
      given.set(to, [...(given.get(to) ?? []), handed])
      history.note({ what: 'handed-on', atMs: clock.nowMs(), phone: number, to, ids: handed.ops.map((op) => op.id) })
    }
  }

  /** Takes in what was given to this phone, some of it again. */
  async function takeIn() {
    const files = given.get(number) ?? []
    given.set(number, files.filter(() => random.chance(0.3)))
    for (const file of files) await phone.takeIn(file)
  }

  async function withdraw() {
    const device = await phone.disk.read<string>('device')
    if (device === undefined || withdrawn || !(await world.desk.withdraw(device))) return
    withdrawn = true
    history.note({ what: 'revoked', atMs: clock.nowMs(), phone: number })
  }

  function session(waitMs: number, who: string, reports: number) {
    clock.after(waitMs, async () => {
      const cookie = await signedIn(who)
      holders.add(who)
      world.setWeather(random.pick<Weather>(['offline', 'offline', 0.3, 0.7, 1]))
      phone.open(who, cookie, {
        clockAt: random.chance(0.3) ? wrongClock(random, clock.nowMs()) : CALM.clockAt,
        tabs: random.chance(0.2) ? 2 : 1,
        diesAtStep: random.chance(0.25) ? random.int(1, 40) : undefined,
        fullFromWrite: random.chance(0.1) ? random.int(1, 6) : undefined,
      })
      for (let nth = 0; nth < reports; nth += 1) clock.after(random.int(10, 4000), () => void report())
      if (random.chance(0.5)) clock.after(random.int(10, 6000), () => void work())
      if (given.has(number)) clock.after(random.int(10, 2000), () => void takeIn())
      clock.after(random.int(2000, 14_000), phone.close)
    })
  }

  /** True while something of the holder's may still go. */
  async function waits(holder: string): Promise<boolean> {
    const [ops, photos] = [await phone.disk.ops(), await phone.disk.photos()]
    const landing = new Set(ops.filter((op) => op.state === 'delivered' || op.state === 'held').flatMap((op) => op.photos))
    if (withdrawn && !phone.wasCleared() && !ops.some((op) => op.state === 'waiting' && poisoned.has(op.id))) return true
    return ops.some((op) => op.state === 'waiting' && (op.by === holder || op.by === null) && !poisoned.has(op.id))
      || photos.some((photo) => landing.has(photo.sha256) && (photo.state === 'waiting' || photo.state === 'asked'))
  }

  /** The last time: with a good network, open until nothing waits that can go. Who sees nothing waiting does not open it. */
  function lastTime(who: readonly string[]) {
    const [holder, ...others] = who
    if (holder === undefined) return void clock.after(0, leave)
    clock.after(0, async () => {
      if (!(await waits(holder))) return lastTime(others)
      seals = true
      if (cookies.has(holder)) await signedIn(holder)
      world.setWeather(0)
      const until = clock.nowMs() + GIVE_UP_AFTER_MS
      let signsInFromMs = clock.nowMs()
      phone.open(holder, cookies.get(holder) ?? '', CALM)
      const look = async () => {
        if (clock.nowMs() >= until || !(await waits(holder))) {
          phone.close()
          return lastTime(others)
        }
        // Whose session had ended sees so, and signs in while the page is open.
        if (phone.holder() === holder && phone.trouble() === 'signed-out' && clock.nowMs() >= signsInFromMs) {
          signsInFromMs = clock.nowMs() + 30_000
          cookies.delete(holder)
          phone.signIn(await signedIn(holder))
        }
        clock.after(2000, look)
      }
      clock.after(2000, look)
    })
  }

  async function leave() {
    const [ops, photos] = [await phone.disk.ops(), await phone.disk.photos()]
    history.note({
      what: 'left', atMs: clock.nowMs(), phone: number, ops: ops.map(({ id, state }) => ({ id, state })),
      photos: await Promise.all(photos.map(async ({ sha256, state }) => ({ sha256, state, whole: (await phone.disk.bytes(sha256, 'photo')) !== null }))),
    })
  }

  const reports = random.int(1, 3)
  const sessions = random.chance(0.6) ? 1 : random.int(1, reports)
  for (let nth = 0; nth < sessions; nth += 1) {
    const borrowed = random.chance(0.08)
    session(random.int(60_000, TROUBLE_MS - HOUR_MS), borrowed ? borrower : owner, nth === 0 ? reports - sessions + 1 : 1)
  }
  if (random.chance(0.15)) clock.after(random.int(0, TROUBLE_MS), () => server.endSessions(owner))
  if (random.chance(world.shares.handOn)) for (let times = random.int(1, 3); times > 0; times -= 1) clock.after(random.int(0, TROUBLE_MS), handOn)
  if (random.chance(world.shares.withdraw)) for (let times = 3; times > 0; times -= 1) clock.after(random.int(0, TROUBLE_MS), withdraw)
  clock.after(TROUBLE_MS + random.int(0, 600_000), () => lastTime([...holders]))
}
