import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { decideHeld, decideHeldOfDevice, getHeld, getHeldPhoto, listHeld } from '../../geo/held/contract.ts'
import { HeldOp } from '../../geo/held/held.ts'
import { Problem } from '../../geo/problems.ts'
import type { Standing } from '../app.ts'
import { problemOf } from '../db/constraints.ts'
import { many, maybe, one, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { decide, type Deciding } from './commands.ts'
import * as queries from './queries.ts'

const LISTED = 100
const AT_ONCE = 200
const Id = z.object({ id: z.uuid() })

async function found(tx: Tx, id: string, scope: Scope): Promise<HeldOp> {
  const held = await maybe(tx, HeldOp, queries.byId(id, scope))
  if (held === undefined) throw new Problem('not-found', {})
  return held
}

/** What was set aside, for those who answer for the area: seen, filed or discarded. */
export function mountHeld(mount: Mount, { photos, makeId, demo }: Pick<Standing, 'photos' | 'makeId' | 'demo'>): void {
  mount(listHeld, async ({ tx, scope, query }) => ({
    held: await many(tx, HeldOp, queries.list(scope, { decided: query.decided === 'yes', device: query.device ?? null, limit: LISTED })),
    ...await one(tx, z.object({ waiting: z.number() }), queries.countWaiting(scope)),
  }))

  mount(getHeld, ({ tx, scope, params }) => found(tx, params.id, scope))

  mount(decideHeld, async ({ tx, actor, scope, params, body, now }) => {
    await decide(tx, params.id, { reviewer: actor, scope, ...body, now, makeId, demo })
    return found(tx, params.id, scope)
  })

  mount(decideHeldOfDevice, async ({ tx, actor, scope, params, body, now }) => {
    const waiting = await many(tx, Id, queries.waitingOfDevice(params.id, scope, AT_ONCE + 1))
    const deciding: Deciding = { reviewer: actor, scope, ...body, now, makeId, demo }
    const failed: { id: string; problem: ReturnType<Problem['toJSON']> }[] = []
    const several = waiting.slice(0, AT_ONCE)
    for (const { id } of several) {
      const problem = await failure(() => tx.savepoint((inner) => decide(inner, id, deciding)))
      if (problem !== undefined) failed.push({ id, problem: problem.toJSON() })
    }
    return { decided: several.length - failed.length, failed, more: waiting.length > AT_ONCE }
  })

  mount(getHeldPhoto, async ({ tx, scope, params, query, c }) => {
    const photo = await maybe(tx, z.object({ storedAt: z.string().nullable() }), queries.photo(params.id, params.sha256, scope))
    if (photo === undefined) throw new Problem('photo-not-found', { id: params.sha256 })
    const bytes = photo.storedAt === null ? undefined : await photos.get(params.sha256, query.size)
    if (bytes === undefined) throw new Problem('photo-not-landed', { id: params.sha256 })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'image/webp', 'content-disposition': 'inline', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store',
    })
  })
}

/** The expected failure of some work; what is not expected is thrown on. */
async function failure(work: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    const problem = error instanceof Problem ? error : problemOf(error)
    if (problem === undefined || problem.status >= 500) throw error
    return problem
  }
}
