import { hashPassword } from 'better-auth/crypto'
import { describe, expect, test } from 'vitest'
import { makeAuth } from '../../../api/access/auth.ts'
import { buildApp } from '../../../api/app.ts'
import { sql } from '../../../api/db/sql.ts'
import { cookieOf, fillWorld } from '../../kit/world.ts'
import { TEST_SECRET, withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

const PASSWORD = 'досить довгий пароль'
const fill = async (api: Api) => {
  await fillWorld(api.standing.database)
  const hash = await hashPassword(PASSWORD)
  await api.standing.database.write((tx) => tx.query(sql`
    insert into accounts (id, user_id, account_id, provider_id, password) select 'account-of-' || id, id, id, 'credential', ${hash} from users`))
}
const signIn = (api: Api, email: string, password: string, headers: Record<string, string> = {}) =>
  api.call('POST', '/api/auth/sign-in/email', { body: { email, password }, headers })
const statuses = async (times: number, ask: (nth: number) => Promise<Response>) => {
  const seen: number[] = []
  for (let nth = 0; nth < times; nth += 1) seen.push((await ask(nth)).status)
  return seen
}

describe('a sign-in', () => {
  test('opens a new session each time, by a cookie that no script reads, and a sign-out ends that one', withCommittingApi(async (api) => {
    await fill(api)
    const answers = [await signIn(api, 'dispatcher@example.org', PASSWORD), await signIn(api, 'Dispatcher@Example.org', PASSWORD, { cookie: cookieOf('admin') })]
    const cookies = answers.map((answer) => answer.headers.getSetCookie().find((cookie) => cookie.startsWith('vidnova.session_token=')) ?? '')
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    for (const cookie of cookies) expect(cookie).toMatch(/; *HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i)
    const [one = '', other = ''] = cookies.map((cookie) => cookie.split(';')[0] ?? '')
    expect(one).not.toBe(other)
    const me = async (cookie: string) => (await api.call('GET', '/api/me', { headers: { cookie } })).status
    expect([await me(one), await me(other)]).toEqual([200, 200])
    expect((await api.call('POST', '/api/auth/sign-out', { body: {}, headers: { cookie: one, origin: 'http://localhost' } })).status).toBe(200)
    expect([await me(one), await me(other), await me(cookieOf('admin'))]).toEqual([401, 200, 200])
  }))

  test('says the same of a person who is not there as of a wrong password', withCommittingApi(async (api) => {
    await fill(api)
    const [wrong, nobody] = [await signIn(api, 'dispatcher@example.org', 'x'.repeat(12)), await signIn(api, 'nobody@example.org', 'x'.repeat(12))]
    expect([wrong.status, await wrong.text()]).toEqual([nobody.status, await nobody.text()])
    expect(wrong.status).toBe(401)
  }))

  test('can be tried ten times a minute for one account, whatever address the sender claims, and shuts out nobody else', withCommittingApi(async (api) => {
    await fill(api)
    const claimed = (nth: number) => ({ 'x-forwarded-for': `192.0.2.${nth}`, 'x-vidnova-peer': `192.0.2.${nth}`, 'x-real-ip': `192.0.2.${nth}` })
    const seen = await statuses(12, (nth) => signIn(api, nth % 2 === 0 ? 'admin@example.org' : 'ADMIN@example.org', `wrong password ${nth}`, claimed(nth)))
    expect(seen).toEqual([...Array<number>(10).fill(401), 429, 429])
    const refused = await signIn(api, 'admin@example.org', PASSWORD)
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 60])
    expect((await signIn(api, 'dispatcher@example.org', PASSWORD)).status).toBe(200)
  }))

  test('reads no more than it needs, and nothing but an e-mail and a password', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const post = (body: string, type = 'application/json') => api.call('POST', '/api/auth/sign-in/email', { body, headers: { 'content-type': type } })
    const good = { email: 'admin@example.org', password: 'x'.repeat(12) }
    for (const [body, status] of [
      [JSON.stringify({ ...good, password: 'x'.repeat(100_000) }), 413], ['{"email":', 400], ['[]', 422], ['{}', 422], [JSON.stringify({ ...good, callbackURL: 'https://elsewhere.example' }), 422],
      [JSON.stringify({ ...good, email: 'a\u0000b@example.org' }), 422], [JSON.stringify({ ...good, email: { $ne: 1 } }), 422], [JSON.stringify({ ...good, password: 'x'.repeat(201) }), 422],
    ] as const) expect((await post(body)).status, body.slice(0, 80)).toBe(status)
    expect((await post('email=admin%40example.org&password=xxxxxxxxxxxx', 'application/x-www-form-urlencoded')).status).toBe(415)
  }))

  test('has three doors and no more: the library\'s other routes do not exist, however they are written', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const path of [
      'sign-up/email', 'get-session', 'list-sessions', 'update-user', 'change-email', 'change-password', 'delete-user', 'request-password-reset', 'reset-password', 'verify-email', 'ok', 'error',
      'sign-in/social', 'link-social', 'revoke-sessions', 'sign-in/../sign-up/email', 'sign-in//email', 'sign-in%2Femail', '%73ign-up/email', 'SIGN-UP/email', 'sign-out/..%2fsign-up/email', ';/sign-up/email',
    ]) {
      for (const method of ['GET', 'POST']) {
        const answer = await api.call(method, `/api/auth/${path}`, { headers: { cookie: cookieOf('admin') }, ...(method === 'POST' ? { body: {} } : {}) })
        expect([404, 405], `${method} ${path}`).toContain(answer.status)
      }
    }
  }))

  test('behind https gives a cookie for https alone', withCommittingApi(async (api, database) => {
    await fill(api)
    const publicUrl = 'https://vidnova.example'
    const app = buildApp({ ...api.standing, publicUrl, auth: makeAuth({ database, secret: TEST_SECRET, publicUrl, trustProxy: true, demo: false }) })
    // The proxy ends https and names another host.
    const ask = (path: string, init: RequestInit) => app.request(`http://10.0.0.7:8080${path}`, init)
    const headers = { 'content-type': 'application/json', origin: publicUrl, 'sec-fetch-site': 'same-origin' }
    const answer = await ask('/api/auth/sign-in/email', { method: 'POST', headers, body: JSON.stringify({ email: 'admin@example.org', password: PASSWORD }) })
    expect(answer.status).toBe(200)
    const cookie = answer.headers.getSetCookie()[0] ?? ''
    expect(cookie).toMatch(/^__Secure-vidnova\.session_token=.*; Secure/)
    expect((await ask('/api/me', { headers: { cookie: cookie.split(';')[0]! } })).status).toBe(200)
    expect((await ask('/api/me', { headers: { cookie: cookieOf('admin') } })).status).toBe(401)
    expect((await ask('/api/auth/sign-out', { method: 'POST', headers: { ...headers, cookie: cookie.split(';')[0]! }, body: '{}' })).status).toBe(200)
    expect((await ask('/api/me', { headers: { cookie: cookie.split(';')[0]! } })).status).toBe(401)
  }))
})

describe('a session of a demonstration account', () => {
  test('ends when the server no longer demonstrates', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    await client.query(`update users set demo = true where id = 'authority'`)
    const { database } = api.standing
    const asked = async (demo: boolean) => {
      const app = buildApp({ ...api.standing, demo, auth: makeAuth({ database, secret: TEST_SECRET, publicUrl: undefined, trustProxy: false, demo }) })
      return (await app.request('/api/me', { headers: { cookie: cookieOf('authority') } })).status
    }
    expect([await asked(true), await asked(false)]).toEqual([200, 401])
  }))
})
