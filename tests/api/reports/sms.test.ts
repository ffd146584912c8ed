import { describe, expect, test } from 'vitest'
import { formatSms } from '../../../geo/reports/sms.ts'
import { ask, aReport, cookieOf, fileOp, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'
import type pg from 'pg'

const PHONE = '+380671234567'
type Said = { outcome: string; ticket: string | null; reason: string | null; reply: string }
type Report = { id: string; via: string; joined: string | null; crew: string; severity: number; rawGrade: string; damage: string; located: string }
type Damage = { id: string; reports: number; severity: number; verification: string; filed: Report[]; timeline: { verb: string }[] }

/** The world with a gateway's key, a number for crew 7, and the substation's own number. */
async function withGateway(api: Api, client: pg.PoolClient) {
  await fillWorld(api.standing.database)
  const { body: { key } } = await ask<{ key: string }>(api, 'authority', 'POST', '/api/keys', { name: 'Gateway', area: 'TW', kind: 'sms' })
  const crew = (id: string, phones: string[]) => ask(api, 'admin', 'PUT', `/api/crews/${id}`, { name: 'Crew 7', organisation: WORLD.utility, area: id === WORLD.easternCrew ? 'TE' : 'TW', phones })
  expect((await crew(WORLD.crew, ['+38 (067) 123-45-67', PHONE])).status).toBe(200)
  expect((await crew(WORLD.easternCrew, ['+380991111111'])).status).toBe(200)
  const numberOf = async (id: string) => (await client.query<{ number: number }>('select number from sites where id = $1', [id])).rows[0]!.number
  let nth = 0
  const send = async (text: string, more: { id?: string; from?: string; lang?: string } = {}) => {
    const answer = await api.call('POST', `/api/sms${more.lang === undefined ? '' : `?lang=${more.lang}`}`, { body: { id: more.id ?? `m${nth += 1}`, from: more.from ?? PHONE, text }, headers: { authorization: `Bearer ${key}` } })
    return { status: answer.status, ...((await answer.json()) as Said) }
  }
  const damages = async () => (await ask<{ damages: Damage[] }>(api, 'dispatcher', 'GET', '/api/damages')).body.damages
  const whole = async (id: string) => (await ask<Damage>(api, 'dispatcher', 'GET', `/api/damages/${id}`)).body
  return { key, send, numberOf, damages, whole, crew }
}

describe('a report by SMS', () => {
  test('is filed for the crew of its number, once, says how it came, and names no place in its answer', withApi(async (api, client) => {
    const { send, numberOf, damages, whole } = await withGateway(api, client)
    const text = formatSms({ site: await numberOf(WORLD.substation) }, 3)
    const first = await send(text, { id: 'one' })
    expect(first).toMatchObject({ status: 200, outcome: 'kept', ticket: expect.stringMatching(/^[0-9A-F]{6}$/), reason: null })
    expect(first.reply).toContain(first.ticket)
    expect(first.reply).not.toMatch(/substation|TW|Crew/)
    expect(await send(text, { id: 'one' })).toEqual(first)
    const [damage] = await damages()
    expect(damage).toMatchObject({ reports: 1, severity: 3, verification: 'unverified' })
    expect((await whole(damage!.id)).filed).toMatchObject([{ via: 'sms', joined: null, crew: WORLD.crew, rawGrade: 'out', located: 'site_picked' }])
    expect((await send(text, { id: 'two', lang: 'en' })).reply).toMatch(/^Received, grade 3\. Ticket [0-9A-F]{6}\./)
  }))

  test('and the full report of the same crew and place count as one, whichever came first; what another crew says counts besides', withApi(async (api, client) => {
    const { send, numberOf, damages, whole } = await withGateway(api, client)
    const observedAt = '2026-03-05T11:30:00.000Z'
    await send(formatSms({ site: await numberOf(WORLD.substation) }, 4))
    const full = aReport({ observedAt, severity: 2, function: 'degraded' })
    await syncAs(api, 'crew-7', [fileOp(full)])
    const [damage] = await damages()
    // The SMS was seen later by the clock, and is the same observation all the same: the full one is believed.
    expect(damage).toMatchObject({ reports: 1, severity: 2 })
    const shown = await whole(damage!.id)
    expect(shown.filed.map(({ via, joined }) => [via, joined]).sort()).toEqual([['phone', null], ['sms', full.id]])
    expect(shown.timeline.map(({ verb }) => verb)).toContain('report.joined')
    await syncAs(api, 'crew-8', [fileOp(aReport({ observedAt }))])
    expect(await whole(damage!.id)).toMatchObject({ reports: 2 })
    // The other way round, and at a place without a site: 40 m apart.
    await syncAs(api, 'crew-7', [fileOp(aReport({ site: null, located: 'gps', position: [31.5, 47.5], observedAt }))])
    await send(formatSms({ position: [31.5005, 47.5] }, 3))
    expect((await damages()).map(({ reports }) => reports).sort()).toEqual([1, 2])
    // A day later it is another observation.
    const late = aReport({ observedAt: '2026-03-07T11:30:00.000Z' })
    await syncAs(api, 'crew-7', [fileOp(late)])
    expect(await whole(damage!.id)).toMatchObject({ reports: 3 })
  }))

  test('that cannot be one is answered with what to do, and leaves an event alone', withApi(async (api, client) => {
    const { send, numberOf, damages } = await withGateway(api, client)
    const number = await numberOf(WORLD.substation)
    const good = formatSms({ site: number }, 3)
    const wrong = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`
    const eastern = formatSms({ site: await numberOf(WORLD.eastern) }, 3)
    for (const [sms, reason, from] of [
      ['Горить!', 'not-a-report'], [wrong, 'check-letter-wrong'], [formatSms({ site: 999_999 }, 1), 'site-unknown'], [eastern, 'site-unknown'],
      [good, 'sender-unknown', '+380500000000'], [eastern, 'sender-unknown', '+380991111111'],
    ] as const) {
      const answer = await send(sms, from === undefined ? {} : { from })
      expect(answer, sms).toMatchObject({ status: 200, outcome: 'refused', ticket: null, reason })
      expect(answer.reply).toMatch(/^Не прийнято/)
    }
    expect(await damages()).toEqual([])
    expect((await client.query('select from reports')).rowCount).toBe(0)
    const { rows } = await client.query<{ body: { reason: string } }>("select body from events where verb = 'sms.refused' order by seq")
    expect(rows.map(({ body }) => body.reason)).toEqual(['not-a-report', 'check-letter-wrong', 'site-unknown', 'site-unknown', 'sender-unknown', 'sender-unknown'])
    expect(JSON.stringify(rows)).not.toContain('380')
  }))

  test('is taken from a gateway\'s key alone, as JSON or as a form, and not without end', withApi(async (api, client) => {
    const { key, send, numberOf } = await withGateway(api, client)
    const text = formatSms({ site: await numberOf(WORLD.substation) }, 2)
    const post = (headers: Record<string, string>, body: unknown) => api.call('POST', '/api/sms', { headers, body })
    for (const who of ['crew-7', 'dispatcher', 'admin']) expect((await post({ cookie: cookieOf(who) }, { id: '1', from: PHONE, text })).status).toBe(403)
    const { body: { key: feed } } = await ask<{ key: string }>(api, 'authority', 'POST', '/api/keys', { name: 'GIS', area: 'TW' })
    expect((await post({ authorization: `Bearer ${feed}` }, { id: '1', from: PHONE, text })).status).toBe(403)
    expect((await api.call('GET', '/ogc', { headers: { authorization: `Bearer ${key}` } })).status).toBe(403)
    const form = await post({ authorization: `Basic ${Buffer.from(`gateway:${key}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' }, new URLSearchParams({ MessageSid: 'SM1', From: PHONE, Body: text, Other: 'x' }).toString())
    expect(await form.json()).toMatchObject({ outcome: 'kept' })
    for (const body of [{}, { id: 'x', from: '067', text }, { id: '', from: PHONE, text }, { id: 'x', from: PHONE, text: 'x'.repeat(1_001) }, [], 'D 1 1 A']) expect((await post({ authorization: `Bearer ${key}` }, body)).status).toBeGreaterThanOrEqual(400)
    let last = 200
    for (let nth = 0; nth < 60 && last === 200; nth += 1) last = (await send('noise')).status
    expect(last).toBe(429)
  }))

  test('comes from a number that is one crew\'s alone', withApi(async (api, client) => {
    const { crew } = await withGateway(api, client)
    expect(await crew(WORLD.otherCrew, [PHONE])).toMatchObject({ status: 409, body: { type: '/problems/phone-taken' } })
    expect((await crew(WORLD.crew, [])).status).toBe(200)
    expect((await crew(WORLD.otherCrew, [PHONE])).status).toBe(200)
    expect((await crew(WORLD.crew, ['067 123'])).status).toBe(422)
  }))
})
