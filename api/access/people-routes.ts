import { z } from 'zod'
import { changePassword, endGrant, endSessions, giveGrant, listDevices, listPeople, makePerson, revokeDevice, setPassword } from '../../geo/access/people-contract.ts'
import { Device, Person } from '../../geo/access/people.ts'
import { DESK_WRITERS, type Actor } from '../../geo/access/roles.ts'
import { scopeFor } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import type { Standing } from '../app.ts'
import { many, maybe, one, run } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { answerProblem } from '../http/failures.ts'
import type { Mount } from '../http/mount.ts'
import * as people from './people.ts'
import * as queries from './people-queries.ts'

const LISTED = 200
const ATTEMPTS = 10
const WINDOW_MS = 60_000

/** People, what they may do, their passwords, sessions and phones. */
export function mountPeople(mount: Mount, { auth, makeId }: Pick<Standing, 'auth' | 'makeId'>): void {
  mount(listPeople, async ({ tx, scope, query }) => {
    const found = await many(tx, Person, queries.people(scope, query.search?.trim() ?? '', LISTED + 1))
    return { people: found.slice(0, LISTED), more: found.length > LISTED }
  })

  mount(makePerson, async ({ tx, actor, scope, body: { name, email, password, grant } }) => {
    await people.mayGive(tx, scope, grant)
    const id = makeId()
    const fresh = password ?? people.freshPassword()
    await people.makePerson(tx, actor, { id, accountId: makeId(), name, email, hash: await auth.hashPassword(fresh) })
    await people.giveGrant(tx, actor, id, grant)
    return { id, password: password === null ? fresh : null }
  })

  mount(giveGrant, async ({ tx, actor, scope, params, body }) => {
    await people.personWithin(tx, scope, params.id)
    await people.mayGive(tx, scope, body)
    return { id: await people.giveGrant(tx, actor, params.id, body) }
  })

  mount(endGrant, async ({ tx, actor, scope, params }) => {
    await people.endGrant(tx, actor, scope, params.id, params.grant)
    return { id: params.grant }
  })

  mount(setPassword, async ({ tx, actor, scope, params, body }) => {
    if (params.id === actor.id) throw new Problem('own-password', {})
    await people.personWholly(tx, scope, params.id)
    const fresh = body.password ?? people.freshPassword()
    await people.putPassword(tx, actor, { user: params.id, accountId: makeId(), hash: await auth.hashPassword(fresh), keep: null })
    return { id: params.id, password: body.password === null ? fresh : null }
  })

  mount(endSessions, async ({ tx, actor, scope, params }) => {
    await people.personWholly(tx, scope, params.id)
    const ended = await run(tx, queries.deleteSessions(params.id, null))
    await events.record(tx, actor, [{ verb: 'user.sessions_ended', id: params.id, body: { sessions: ended } }])
    return { ended }
  })

  mount(changePassword, async ({ tx, actor, body, now, c }) => {
    const { count } = await one(tx, z.object({ count: z.number() }), queries.countAttempt({ id: makeId(), key: `password:${actor.id}`, at: now.getTime(), windowMs: WINDOW_MS }))
    // Answered rather than thrown, so that the attempt is counted.
    if (count > ATTEMPTS) return answerProblem(new Problem('too-many-requests', { retryAfterS: WINDOW_MS / 1000 }))
    const held = await maybe(tx, z.object({ hash: z.string() }), queries.passwordOf(actor.id))
    if (held === undefined || !(await auth.verifyPassword(body.present, held.hash))) return answerProblem(new Problem('wrong-credentials', {}))
    return { ended: await people.putPassword(tx, actor, { user: actor.id, accountId: makeId(), hash: await auth.hashPassword(body.password), keep: auth.tokenOf(c) ?? null }) }
  })

  mount(listDevices, async ({ tx, actor, query }) => {
    const found = await many(tx, Device, queries.devices(phonesOf(actor), query.search?.trim() ?? '', LISTED + 1))
    return { devices: found.slice(0, LISTED), more: found.length > LISTED }
  })

  mount(revokeDevice, async ({ tx, actor, params, body }) => {
    const changed = await maybe(tx, z.object({ id: z.uuid(), revokedAt: z.string().nullable() }), queries.revoke(params.id, body.revoked, phonesOf(actor)))
    if (changed === undefined) throw new Problem('device-not-found', { id: params.id })
    // Whoever has the phone is signed out; what waits on it is handed in by /api/sync/hand-in.
    const sessions = body.revoked ? await run(tx, queries.deleteSessionsOf(params.id)) : 0
    await events.record(tx, actor, [{ verb: body.revoked ? 'device.revoked' : 'device.allowed', id: params.id, body: { sessions } }])
    return changed
  })
}

const phonesOf = (actor: Actor): queries.Phones => ({ admin: scopeFor(actor, ['admin']), desk: scopeFor(actor, DESK_WRITERS) })
