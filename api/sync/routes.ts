import { Problem } from '../../geo/problems.ts'
import { NO_CHANGES } from '../../geo/sync/merge.ts'
import { sync } from '../../geo/sync/contract.ts'
import type { Verdict } from '../../geo/sync/op.ts'
import { pictureOf } from '../alerts/reading.ts'
import type { Standing } from '../app.ts'
import { one, type Tx } from '../db/sql.ts'
import { arrived } from '../held/commands.ts'
import * as held from '../held/photos.ts'
import type { Mount } from '../http/mount.ts'
import { hashOf, holdSites } from '../reports/commands.ts'
import { missingPhotos, missingThumbs } from '../reports/reading.ts'
import { changesSince, type Changed } from './changes.ts'
import { settleOnce, type Delivering } from './commands.ts'
import { judge, type Judged } from './judging.ts'
import { openAll } from './opening.ts'
import * as queries from './queries.ts'
import { Seen } from './rows.ts'

function clockOff(clock: string | null, now: Date): number | null {
  const at = clock === null ? NaN : Date.parse(clock)
  return Number.isNaN(at) ? null : (at - now.getTime()) / 1000
}

// To a phone that was withdrawn: what it had is replaced by nothing, and should it be allowed again it starts from the beginning.
const NOTHING: Changed = { changes: { ...NO_CHANGES, areas: [], whole: true }, cursor: '0.0', more: false }

/** Settles a batch in the order of sending, and marks as arrived what had waited and is in now. */
export async function settleAll(tx: Tx, ops: readonly Judged[], delivering: Delivering): Promise<Verdict[]> {
  await holdSites(tx, ops.map(({ op }) => op.body))
  const verdicts: Verdict[] = []
  for (const op of ops) verdicts.push(await settleOnce(tx, op, delivering))
  const kept = ops.filter((_, at) => verdicts[at]?.outcome === 'kept')
  await arrived(tx, kept.map(({ op, author }) => ({ op: op.id, hash: hashOf(op.body), author: author.id })), delivering.now)
  return verdicts
}

/** The phone's one round trip: what waits goes in, what changed comes out. To one that was withdrawn nothing is handed. `crowded` says whether others wait. */
export function mountSync(mount: Mount, { auth, seal, makeId, demo }: Pick<Standing, 'auth' | 'seal' | 'makeId' | 'demo'>, crowded: () => boolean): void {
  mount(sync, async ({ tx, actor, scope, body, now, c }, ops: Judged[]) => {
    if (body.person !== null && body.person !== actor.id) throw new Problem('signed-in-as-another', {})
    const crew = scope.crews[0] ?? null
    const phone = await one(tx, Seen, queries.seeDevice({
      id: body.device, user: actor.id, crew, clockOffS: clockOff(body.clock, now), now, key: body.deviceKey, token: auth.tokenOf(c) ?? null,
    }))
    const revoked = phone.revokedAt !== null
    const why = revoked ? 'revoked' : body.deviceKey !== null && body.deviceKey !== phone.key ? 'key-changed' : null
    const verdicts = await settleAll(tx, ops, { carrier: { actor, device: body.device }, now, makeId, why })
    return {
      verdicts, missingPhotos: [...new Set([...await missingPhotos(tx, actor.id), ...await held.missing(tx, { person: actor.id })])],
      missingThumbs: await missingThumbs(tx, actor.id), clear: revoked, crowded: crowded(),
      ...(revoked ? NOTHING : await changesSince(tx, scope, body.since, now)), alerts: revoked ? { asOf: null, alerts: [] } : await pictureOf(tx, scope),
      now: now.toISOString(),
    }
  }, async ({ actor, body }, read) => {
    const opened = await openAll(seal, body.ops)
    return read((tx) => judge(tx, opened, { actor, device: body.device }, demo))
  })
}
