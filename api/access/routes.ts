import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { z } from 'zod'
import { about, createKey, DemoAccount, getMe, listKeys, Me, revokeKey } from '../../geo/access/contract.ts'
import { Problem } from '../../geo/problems.ts'
import type { SealTo } from '../../geo/sync/sealed.ts'
import { words } from '../../geo/text.ts'
import type { Standing } from '../app.ts'
import { many, maybe, one } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { readJson } from '../http/body.ts'
import type { Kept, Mount } from '../http/mount.ts'
import { parse } from '../http/parse.ts'
import { keyHash } from './auth.ts'
import * as queries from './queries.ts'
import { mountSignIn } from './sign-in.ts'

const Made = z.object({ id: z.uuid(), name: z.string(), expiresAt: z.string() })
const Listed = listKeys.returns.shape.keys.element

/** Sign-in, who you are, feed keys, and the demonstration's doors. */
export function mountAccess(mount: Mount, app: Hono<Kept>, standing: Standing): void {
  const { auth, database, demo } = standing

  mountSignIn(app, standing)

  mount(about, async ({ tx }) => ({
    name: 'Vidnova', version: standing.version, demo,
    accounts: demo ? await many(tx, DemoAccount, queries.demoUsers()) : [],
    attribution: (await many(tx, z.object({ attribution: z.string() }), queries.attributions())).map((row) => row.attribution),
  }))

  if (demo) {
    app.post('/api/demo/sign-in', async (c) => {
      const { key } = parse(z.strictObject({ key: words(60) }), await readJson(c, 1024), 'body')
      const user = await database.read((tx) => maybe(tx, z.object({ id: z.string() }), queries.demoUser(key)))
      if (user === undefined) throw new Problem('not-found', {})
      await auth.openSession(c, user.id)
      return c.json({ ok: true })
    })
  }

  mount(getMe, async ({ tx, actor }, seal: SealTo | null) => ({ ...await one(tx, Me, actor.kind === 'key' ? queries.meByKey(actor.id, demo) : queries.meById(actor.id, demo)), seal }),
    async ({ actor }) => (actor.kind === 'key' ? null : standing.seal.current()))

  mount(createKey, async ({ tx, actor, scope, body }) => {
    const reached = body.area === null ? scope.areas === null : (await maybe(tx, z.object({ code: z.string() }), queries.areaReached(body.area, scope))) !== undefined
    if (!reached) throw new Problem('area-not-found', { id: body.area ?? 'everywhere' })
    const key = `vn_${randomBytes(32).toString('base64url')}`
    const made = await one(tx, Made, queries.insertKey({
      id: standing.makeId(), name: body.name, prefix: key.slice(0, 8), hash: keyHash(key), area: body.area, by: actor.id, days: body.days, kind: body.kind,
    }))
    await events.record(tx, actor, [{ verb: 'key.made', id: made.id, area: body.area, body: { name: body.name, area: body.area, kind: body.kind } }])
    return { ...made, key }
  })

  mount(listKeys, async ({ tx, scope }) => ({ keys: await many(tx, Listed, queries.keys(scope)) }))

  mount(revokeKey, async ({ tx, actor, scope, params }) => {
    const key = await maybe(tx, Listed, queries.key(params.id, scope))
    if (key === undefined) throw new Problem('not-found', {})
    await events.record(tx, actor, [{ verb: 'key.revoked', id: params.id, area: key.area, body: {} }])
    return one(tx, z.object({ id: z.uuid() }), queries.revokeKey(params.id))
  })
}
