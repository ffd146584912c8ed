import type { Scope } from '../../geo/access/scope.ts'
import { sync } from '../../geo/sync/contract.ts'
import type { Verdict } from '../../geo/sync/op.ts'
import type { Answer } from '../../geo/http/endpoint.ts'
import * as damages from '../damages/reading.ts'
import type { Standing } from '../app.ts'
import { many, one, type Tx } from '../db/sql.ts'
import { cursorNow } from '../events/commands.ts'
import { eventsAfter } from '../events/reading.ts'
import { arrived } from '../held/commands.ts'
import * as held from '../held/photos.ts'
import type { Mount } from '../http/mount.ts'
import * as repairs from '../repairs/reading.ts'
import { hashOf, holdSites } from '../reports/commands.ts'
import { missingPhotos, missingThumbs } from '../reports/reading.ts'
import * as sites from '../sites/reading.ts'
import { settleOnce, type Delivering } from './commands.ts'
import { judge, type Judged } from './judging.ts'
import { openAll } from './opening.ts'
import * as queries from './queries.ts'
import { Kept, Seen } from './rows.ts'

const DAMAGES_AT_FIRST = 300
const EVENTS_AT_ONCE = 500

type Changed = Pick<Answer<typeof sync>, 'changes' | 'cursor' | 'more'>

/** What a phone starts with: its crew's repairs with their damages, and open damages of its areas, the worst first. */
async function everything(tx: Tx, scope: Scope): Promise<Changed> {
  const cursor = await cursorNow(tx)
  const worst = await many(tx, Kept, queries.openDamages(scope, DAMAGES_AT_FIRST))
  const own = await repairs.open(tx, scope)
  const ids = [...new Set([...own.map((repair) => repair.damage), ...worst.map((damage) => damage.id)])]
  return { changes: { damages: await damages.byIds(tx, ids, scope), repairs: own, sites: [], whole: true }, cursor, more: false }
}

/** What changed since the cursor, each thing once, as it is now. */
async function since(tx: Tx, scope: Scope, from: string): Promise<Changed> {
  const { events, cursor, more } = await eventsAfter(tx, from, scope, EVENTS_AT_ONCE)
  const idsOf = (noun: string) => [...new Set(events.filter((event) => event.noun === noun).map((event) => event.id))]
  const touched = [...new Set(events.flatMap((event) => event.damage ?? []))]
  return {
    changes: {
      damages: touched.length === 0 ? [] : await damages.byIds(tx, touched, scope),
      repairs: await repairs.byIds(tx, idsOf('repair'), scope), sites: await sites.byIds(tx, idsOf('site'), scope), whole: false,
    },
    cursor, more,
  }
}

function clockOff(clock: string | null, now: Date): number | null {
  const at = clock === null ? NaN : Date.parse(clock)
  return Number.isNaN(at) ? null : (at - now.getTime()) / 1000
}

// To a phone that was withdrawn: what it had is replaced by nothing, and should it be allowed again it starts from the beginning.
const NOTHING: Changed = { changes: { damages: [], repairs: [], sites: [], whole: true }, cursor: '0.0', more: false }

/** Settles a batch in the order of sending, and marks as arrived what had waited and is in now. */
export async function settleAll(tx: Tx, ops: readonly Judged[], delivering: Delivering): Promise<Verdict[]> {
  await holdSites(tx, ops.map(({ op }) => op.body))
  const verdicts: Verdict[] = []
  for (const op of ops) verdicts.push(await settleOnce(tx, op, delivering))
  const kept = ops.filter((_, at) => verdicts[at]?.outcome === 'kept')
  await arrived(tx, kept.map(({ op, author }) => ({ op: op.id, hash: hashOf(op.body), author: author.id })), delivering.now)
  return verdicts
}

/** The phone's one round trip: what waits goes in, what changed comes out. To one that was withdrawn nothing is handed. */
export function mountSync(mount: Mount, { auth, seal, makeId, demo }: Pick<Standing, 'auth' | 'seal' | 'makeId' | 'demo'>): void {
  mount(sync, async ({ tx, actor, scope, body, now, c }, ops: Judged[]) => {
    const crew = scope.crews[0] ?? null
    const phone = await one(tx, Seen, queries.seeDevice({
      id: body.device, user: actor.id, crew, clockOffS: clockOff(body.clock, now), now, key: body.deviceKey, token: auth.tokenOf(c) ?? null,
    }))
    const revoked = phone.revokedAt !== null
    const why = revoked ? 'revoked' : body.deviceKey !== null && body.deviceKey !== phone.key ? 'key-changed' : null
    const verdicts = await settleAll(tx, ops, { carrier: { actor, device: body.device }, now, makeId, why })
    return {
      verdicts, missingPhotos: [...new Set([...await missingPhotos(tx, actor.id), ...await held.missing(tx, { person: actor.id })])],
      missingThumbs: await missingThumbs(tx, actor.id), clear: revoked,
      ...(revoked ? NOTHING : body.since === null ? await everything(tx, scope) : await since(tx, scope, body.since)),
      now: now.toISOString(),
    }
  }, async ({ actor, body }, read) => {
    const opened = await openAll(seal, body.ops)
    return read((tx) => judge(tx, opened, { actor, device: body.device }, demo))
  })
}
