import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ask, cookieOf, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

type Grant = { id: string; role: string; area: string | null }
type Person = { id: string; name: string; email: string; signedInAt: string | null; sessions: number; yours: boolean; grants: Grant[] }
type Said = { id: string; password: string | null; type: string; reason: string }

const peopleAs = async (api: Api, who: string, search = '') => (await ask<{ people: Person[] }>(api, who, 'GET', `/api/people?search=${search}`)).body.people
const grantOf = async (api: Api, id: string) => (await peopleAs(api, 'admin')).find((person) => person.id === id)!.grants[0]!.id
const aPerson = (changes: object = {}) => ({ name: 'Olena', email: 'olena@example.org', grant: { role: 'dispatcher', area: 'TW' }, ...changes })

/** Signs in through the library's own route, as the form does; the session's cookie when it was let in. */
async function signIn(api: Api, email: string, password: string): Promise<{ status: number; cookie: string }> {
  const answer = await api.call('POST', '/api/auth/sign-in/email', { body: { email, password } })
  await answer.body?.cancel()
  return { status: answer.status, cookie: answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ') }
}
const statusWith = async (api: Api, cookie: string, method = 'GET', path = '/api/me', body?: unknown) => {
  const answer = await api.call(method, path, { headers: { cookie }, ...(body === undefined ? {} : { body }) })
  await answer.body?.cancel()
  return answer.status
}

/** An administrator of the western oblast alone. */
const asWesternAdmin = async (api: Api) => {
  const { body } = await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ name: 'Western', email: 'western@example.org', password: 'western and long enough', grant: { role: 'admin', area: 'TW' } }))
  const { cookie } = await signIn(api, 'western@example.org', 'western and long enough')
  const call = async <Body = Said>(method: string, path: string, sent?: unknown) => {
    const answer = await api.call(method, path, { headers: { cookie }, ...(sent === undefined ? {} : { body: sent }) })
    return { status: answer.status, body: (await answer.json()) as Body }
  }
  return { id: body.id, call }
}

describe('a person', () => {
  test('is made with a password that is shown once, signs in with it and has the role', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { status, body } = await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ email: 'Olena@Example.org' }))
    expect(status).toBe(200)
    expect(body.password!.length).toBeGreaterThanOrEqual(12)
    expect(JSON.stringify((await client.query('select * from accounts')).rows)).not.toContain(body.password)
    expect((await signIn(api, 'olena@example.org', 'a wrong password')).status).toBe(401)
    const { status: let_in, cookie } = await signIn(api, 'OLENA@example.org', body.password!)
    expect(let_in).toBe(200)
    expect(await statusWith(api, cookie, 'GET', '/api/damages')).toBe(200)
    expect((await peopleAs(api, 'admin', 'olena'))).toMatchObject([{ name: 'Olena', email: 'olena@example.org', sessions: 1, signedInAt: expect.any(String), grants: [{ role: 'dispatcher', area: 'TW' }] }])
    const { rows } = await client.query(`select verb, actor from events where id = $1 order by seq`, [body.id])
    expect(rows).toEqual([{ verb: 'user.made', actor: 'admin' }, { verb: 'grant.made', actor: 'admin' }])
  }))

  test('is not made by half: what is refused leaves nothing that is in the way of the next try', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const count = async () => (await client.query<{ n: number }>('select (select count(*) from users)::int + (select count(*) from accounts)::int + (select count(*) from events)::int as n')).rows[0]!.n
    const before = await count()
    for (const [grant, problem] of [
      [{ role: 'dispatcher', area: 'nowhere' }, 'area-not-found'], [{ role: 'crew', area: 'TW', crew: randomUUID() }, 'crew-not-found'],
      [{ role: 'operator', organisation: randomUUID() }, 'unknown-reference'], [{ role: 'crew', area: 'TW' }, 'invalid-input'], [{ role: 'operator' }, 'invalid-input'],
      [{ role: 'dispatcher', crew: WORLD.crew }, 'invalid-input'], [{ role: 'feed' }, 'invalid-input'],
    ] as const) expect((await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ grant }))).body.type, JSON.stringify(grant)).toBe(`/problems/${problem}`)
    expect((await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ password: 'short' }))).status).toBe(422)
    expect((await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ email: 'dispatcher@example.org' }))).body.type).toBe('/problems/email-taken')
    expect(await count()).toBe(before)
    expect((await ask(api, 'admin', 'POST', '/api/people', aPerson())).status).toBe(200)
  }))

  test('is given a role once, and loses it at once', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const give = () => ask<Said>(api, 'admin', 'POST', '/api/people/crew-7/grants', { role: 'dispatcher', area: 'TW' })
    expect((await ask(api, 'crew-7', 'GET', '/api/repairs')).status).toBe(200)
    const [first, again] = [await give(), await give()]
    expect(again.body.id).toBe(first.body.id)
    const damage = `/api/damages/${randomUUID()}/verification`
    expect((await ask(api, 'crew-7', 'POST', damage, {})).status).toBe(422)
    expect((await ask(api, 'admin', 'DELETE', `/api/people/crew-7/grants/${first.body.id}`)).status).toBe(200)
    expect((await ask(api, 'crew-7', 'POST', damage, {})).status).toBe(403)
    expect((await ask(api, 'admin', 'DELETE', `/api/people/crew-7/grants/${first.body.id}`)).status).toBe(404)
    expect((await ask(api, 'admin', 'DELETE', `/api/people/crew-8/grants/${await grantOf(api, 'crew-7')}`)).status, 'of another person').toBe(404)
  }))
})

describe('the last administrator', () => {
  test('cannot end their own role, nor is the last one of the server ended', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const own = `/api/people/admin/grants/${await grantOf(api, 'admin')}`
    expect((await ask<Said>(api, 'admin', 'DELETE', own))).toMatchObject({ status: 409, body: { type: '/problems/last-admin', reason: 'own' } })
    await ask(api, 'admin', 'POST', '/api/people/authority/grants', { role: 'admin' })
    expect((await ask<Said>(api, 'admin', 'DELETE', own)).body.reason, 'still one\'s own').toBe('own')
    // A demonstration's account, of which nothing is left but the row, is nobody.
    await client.query(`insert into users (id, name, email, email_verified, demo) values ('shown', 'shown', 'shown@demo.invalid', true, true)`)
    await client.query(`insert into grants (user_id, role) values ('shown', 'admin')`)
    // With a second role of one's own, in an area alone, the other administrator of all areas must remain.
    await ask(api, 'admin', 'POST', '/api/people/admin/grants', { role: 'admin', area: 'TW' })
    const theirs = (await peopleAs(api, 'admin', 'authority')).find(({ id }) => id === 'authority')!.grants.find(({ role }) => role === 'admin')!.id
    expect((await ask(api, 'admin', 'DELETE', `/api/people/authority/grants/${theirs}`)).status).toBe(200)
    expect((await ask<Said>(api, 'admin', 'DELETE', own))).toMatchObject({ status: 409, body: { reason: 'server' } })
  }))

  test('remains when two end each other at the same moment', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    await ask(api, 'admin', 'POST', '/api/people/authority/grants', { role: 'admin' })
    const held = await peopleAs(api, 'admin')
    const end = (by: string, whose: string) => ask(api, by, 'DELETE', `/api/people/${whose}/grants/${held.find(({ id }) => id === whose)!.grants.find(({ role }) => role === 'admin')!.id}`)
    const statuses = (await Promise.all([end('admin', 'authority'), end('authority', 'admin')])).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409 || status === 403)).toHaveLength(1)
  }))
})

describe('a password', () => {
  test('that an administrator resets ends every session; the old one opens nothing', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { body: { id } } = await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ password: 'the first password' }))
    const sessions = [await signIn(api, 'olena@example.org', 'the first password'), await signIn(api, 'olena@example.org', 'the first password')]
    for (const { cookie } of sessions) expect(await statusWith(api, cookie)).toBe(200)
    const { body } = await ask<Said>(api, 'admin', 'POST', `/api/people/${id}/password`, {})
    for (const { cookie } of sessions) expect(await statusWith(api, cookie)).toBe(401)
    expect((await signIn(api, 'olena@example.org', 'the first password')).status).toBe(401)
    expect((await signIn(api, 'olena@example.org', body.password!)).status).toBe(200)
    expect((await ask<Said>(api, 'admin', 'POST', '/api/people/admin/password', {})).body.type).toBe('/problems/own-password')
  }))

  test('is changed by its owner with the present one; other sessions end, this one goes on', withApi(async (api) => {
    await fillWorld(api.standing.database)
    await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ password: 'the first password' }))
    const [here, elsewhere] = [await signIn(api, 'olena@example.org', 'the first password'), await signIn(api, 'olena@example.org', 'the first password')]
    const change = (present: string, password: string) => statusWith(api, here.cookie, 'POST', '/api/me/password', { present, password })
    expect(await change('not the present one', 'another password')).toBe(401)
    expect(await change('the first password', 'short')).toBe(422)
    expect(await change('the first password', 'another password')).toBe(200)
    expect([await statusWith(api, here.cookie), await statusWith(api, elsewhere.cookie)]).toEqual([200, 401])
    expect((await signIn(api, 'olena@example.org', 'another password')).status).toBe(200)
  }))

  test('is not guessed by who holds a session: the eleventh try in a minute is not looked at', withApi(async (api) => {
    await fillWorld(api.standing.database)
    await ask<Said>(api, 'admin', 'POST', '/api/people', aPerson({ password: 'the first password' }))
    const { cookie } = await signIn(api, 'olena@example.org', 'the first password')
    const change = (present: string) => statusWith(api, cookie, 'POST', '/api/me/password', { present, password: 'another password' })
    for (let nth = 0; nth < 10; nth += 1) expect(await change('a guess')).toBe(401)
    expect(await change('the first password')).toBe(429)
  }))

  test('is nothing that a feed key can change', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { body: { key } } = await ask<{ key: string }>(api, 'admin', 'POST', '/api/keys', { name: 'GIS' })
    const answer = await api.call('POST', '/api/me/password', { body: { present: 'x', password: 'another password' }, headers: { authorization: `Bearer ${key}` } })
    expect(answer.status).toBe(401)
  }))
})

describe('sessions', () => {
  test('of a person all end when an administrator ends them', withApi(async (api) => {
    await fillWorld(api.standing.database)
    expect((await ask(api, 'dispatcher', 'GET', '/api/me')).status).toBe(200)
    expect((await ask(api, 'admin', 'DELETE', '/api/people/dispatcher/sessions')).body).toEqual({ ended: 1 })
    expect((await ask(api, 'dispatcher', 'GET', '/api/me')).status).toBe(401)
    expect((await ask(api, 'authority', 'GET', '/api/me')).status).toBe(200)
  }))
})

describe('an administrator of one area', () => {
  test('sees those who hold a role there, with these roles alone', withApi(async (api) => {
    await fillWorld(api.standing.database)
    await ask(api, 'admin', 'POST', '/api/people/dispatcher/grants', { role: 'dispatcher', area: 'TE' })
    const { call } = await asWesternAdmin(api)
    const { body: { people } } = await call<{ people: Person[] }>('GET', '/api/people')
    expect(people.map(({ id }) => id).filter((id) => !/-.*-/.test(id)).sort()).toEqual(['crew-7', 'crew-8', 'dispatcher'])
    expect(people.find(({ id }) => id === 'dispatcher')).toMatchObject({ yours: false, grants: [{ area: 'TW' }] })
    expect(JSON.stringify(people)).not.toContain('TE')
    for (const [method, path, sent] of [
      ['POST', '/api/people/eastern-dispatcher/grants', { role: 'dispatcher', area: 'TW' }], ['POST', '/api/people/crew-9/password', {}],
      ['DELETE', '/api/people/admin/sessions', undefined], ['DELETE', `/api/people/crew-9/grants/${await grantOf(api, 'crew-9')}`, undefined],
    ] as const) expect((await call(method, path, sent)).status, path).toBe(404)
  }))

  test('gives nothing that reaches further, and opens no account that does', withApi(async (api) => {
    await fillWorld(api.standing.database)
    await ask(api, 'admin', 'POST', '/api/people/dispatcher/grants', { role: 'auditor' })
    const { id, call } = await asWesternAdmin(api)
    for (const grant of [{ role: 'admin' }, { role: 'dispatcher', area: 'TE' }, { role: 'dispatcher', area: 'T' }, { role: 'operator', area: 'TW', organisation: WORLD.utility }, { role: 'crew', area: 'TW', crew: WORLD.easternCrew }, { role: 'dispatcher', area: 'TW', organisation: WORLD.utility }]) {
      expect((await call('POST', `/api/people/${id}/grants`, grant)).status, JSON.stringify(grant)).toBe(404)
      expect((await call('POST', '/api/people', aPerson({ grant }))).status, JSON.stringify(grant)).toBe(404)
    }
    expect((await call('POST', '/api/people/dispatcher/password', {})).body.type).toBe('/problems/person-beyond-reach')
    // At an organisation's desk one is told what is handed to it from anywhere.
    await ask(api, 'admin', 'POST', '/api/people/crew-7/grants', { role: 'auditor', area: 'TW', organisation: WORLD.utility })
    expect((await call('POST', '/api/people/crew-7/password', {})).body.type).toBe('/problems/person-beyond-reach')
    expect((await call('DELETE', '/api/people/dispatcher/sessions')).body.type).toBe('/problems/person-beyond-reach')
    expect((await call('POST', '/api/people', aPerson({ grant: { role: 'dispatcher', area: 'TW1' } }))).status).toBe(200)
    expect((await call('POST', '/api/organisations', { kind: 'other', names: { en: 'Mine' } })).status).toBe(404)
  }))
})

test('a session of nobody who exists any more opens nothing', withApi(async (api) => {
  await fillWorld(api.standing.database)
  expect((await api.call('GET', '/api/people', { headers: { cookie: cookieOf('somebody') } })).status).toBe(401)
}))
