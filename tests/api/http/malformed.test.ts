import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { aReport, ask, cookieOf, fileOp, fillWorld, syncAs } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

/** Sends text as it is, so that what JSON.stringify would mend stays broken. */
const send = async (api: Api, method: string, path: string, body: string | Uint8Array, headers: Record<string, string> = {}) => {
  const answer = await api.call(method, path, { body: body as string, headers: { 'content-type': 'application/json', cookie: cookieOf('crew-7'), ...headers } })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}
/** A report's JSON with one value replaced by raw text. */
const withRaw = (report: { id: string }, key: string, raw: string) => JSON.stringify({ ...report, [key]: '@@' }).replace('"@@"', raw)

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const combining = `e${'\u0301'.repeat(100_000)}`

/** What may be wrong in a report: the field, and its raw JSON. After `reliability.md` 6.2 no. 10. */
const BROKEN: readonly [string, string, string][] = [
  ['an infinite longitude', 'position', '[1e999, 47]'],
  ['an infinite latitude', 'position', '[31, -1e999]'],
  ['a position that is not a number', 'position', '["NaN", "NaN"]'],
  ['nulls for a position', 'position', '[null, null]'],
  ['latitude 95', 'position', '[31, 95]'],
  ['longitude 200', 'position', '[200, 47]'],
  ['position 0,0', 'position', '[0, 0]'],
  ['an empty position', 'position', '[]'],
  ['a position with height and measure', 'position', '[31, 47, 100, 1]'],
  ['a geometry for a position', 'position', '{"type":"Point","coordinates":[31,47]}'],
  ['a million numbers for a position', 'position', `[${'31,'.repeat(9_000)}47]`],
  ['a negative accuracy', 'accuracyM', '-1'],
  ['an infinite accuracy', 'accuracyM', '1e400'],
  ['severity 9', 'severity', '9'],
  ['severity one half', 'severity', '0.5'],
  ['severity as a word', 'severity', '"4"'],
  ['an unknown function', 'function', '"broken"'],
  ['an unknown cause', 'cause', '"toString"'],
  ['a hazard twice', 'hazards', '["mines","mines"]'],
  ['hazards that are no list', 'hazards', '{"0":"mines"}'],
  ['NUL in the note', 'note', '"a\\u0000b"'],
  ['half of a surrogate pair', 'note', '"a\\ud800b"'],
  ['a note too long', 'note', JSON.stringify('x'.repeat(2001))],
  ['a hundred thousand combining marks', 'note', JSON.stringify(combining).slice(0, 30_000) + '"'],
  ['a time that is none', 'observedAt', '"yesterday"'],
  ['a time before 1970', 'observedAt', '"1066-10-14T09:00:00Z"'],
  ['a time without offset', 'observedAt', '"2026-03-05T10:00:00"'],
  ['a number for a time', 'observedAt', '1e999'],
  ['SQL for a site', 'site', '"\'; drop table reports; --"'],
  ['an id that is none', 'corrects', '"../../etc/passwd"'],
  ['a photo hash that is a path', 'photos', '[{"sha256":"../../../../etc/passwd","bytes":1,"type":"image/jpeg"}]'],
  ['a photo of a wrong type', 'photos', `[{"sha256":"${'a'.repeat(64)}","bytes":1,"type":"image/svg+xml"}]`],
  ['an unknown field', 'admin', 'true'],
  ['a prototype', '__proto__', '{"admin":true}'],
  ['nesting of a thousand levels', 'hazards', deep(1000)],
]

describe('a malformed report', () => {
  test('of any kind is answered 4xx, says where, and stores nothing', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    for (const [what, key, raw] of BROKEN) {
      const report = aReport()
      const text = key === '__proto__' ? JSON.stringify(report).replace('{', `{"__proto__":${raw},`) : withRaw(report, key, raw)
      const { status, type, text: said } = await send(api, 'PUT', `/api/reports/${report.id}`, text)
      expect(status, `${what}: ${said}`).toBeGreaterThanOrEqual(400)
      expect(status, `${what}: ${said}`).toBeLessThan(500)
      expect(type, what).toMatch(/^application\/problem\+json/)
      expect(JSON.parse(said), what).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) })
      if (status === 422) expect((JSON.parse(said) as { issues: { at: string }[] }).issues[0]?.at, what).toMatch(/^body/)
    }
    expect((await client.query('select count(*)::int as count from reports')).rows).toEqual([{ count: 0 }])
  }))

  test('in a batch harms no other and leaves the outbox: each has its verdict', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const good = [aReport(), aReport(), aReport()]
    const bad = BROKEN.filter(([, key, raw]) => key !== '__proto__' && raw.length < 5000 && !raw.includes('1e') && !raw.includes('[[[['))
      .map(([, key, raw]) => { const report = aReport(); return { id: report.id, kind: 'report.file', body: JSON.parse(withRaw(report, key, raw)) as unknown } })
    const ops = [fileOp(good[0]!), ...bad.slice(0, 20), fileOp(good[1]!), ...bad.slice(20), fileOp(good[2]!)]
    const { status, body } = await syncAs(api, 'crew-7', ops)
    expect(status).toBe(200)
    expect(body.verdicts).toHaveLength(ops.length)
    expect(body.verdicts.filter((verdict) => verdict.outcome === 'kept').map((verdict) => verdict.id)).toEqual(good.map((report) => report.id))
    for (const verdict of body.verdicts) if (verdict.outcome === 'refused') expect(verdict.problem?.status).toBeLessThan(500)
  }))
})

describe('a malformed request', () => {
  const cases: readonly [string, string | Uint8Array, Record<string, string>, number][] = [
    ['that is empty', '', {}, 400],
    ['that is no JSON', '{"a":', {}, 400],
    ['that is not UTF-8', new Uint8Array([0x22, 0xc3, 0x28, 0x22]), {}, 400],
    ['with overlong UTF-8', new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), {}, 400],
    ['nested thirty thousand levels', deep(30_000), {}, 400],
    ['that is a list', '[]', {}, 422],
    ['that is null', 'null', {}, 422],
    ['that is compressed', gzipSync('{}'), { 'content-encoding': 'gzip' }, 415],
    ['of another type', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['larger than its limit', `{"note":"${'x'.repeat(70_000)}"}`, {}, 413],
  ]
  test('is answered by what is wrong with it', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const [what, body, headers, status] of cases) {
      const answer = await send(api, 'PUT', `/api/reports/${randomUUID()}`, body, headers)
      expect(answer.status, `${what}: ${answer.text}`).toBe(status)
      expect(answer.type, what).toMatch(/^application\/problem\+json/)
    }
    expect((await send(api, 'POST', '/api/sync', deep(200_000))).status).toBe(400)
  }))

  test('to an address that is none, or by another method, says so', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const path of ['/api/nothing', '/api//damages', '/api/%2e%2e/etc', '/api/damages/..%2f..', '/api/damages/%00', '/api/sites/not-an-id', '/api/photos/..%2F..%2Fpasswd']) {
      const { status } = await ask(api, 'dispatcher', 'GET', path)
      expect([404, 422], path).toContain(status)
    }
    const wrong = await api.call('DELETE', '/api/damages', { headers: { cookie: cookieOf('dispatcher') } })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET'])
  }))

  test('by its query is answered 422', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const query of ['bbox=1,2,3', 'bbox=a,b,c,d', 'bbox=NaN,1,2,3', 'bbox=1e999,0,1,1', 'bbox=0,91,1,95', 'bbox=0,5,1,4', 'limit=0', 'limit=-1', 'limit=1e9', 'severity=x', 'order=random', 'crew=1', `text=${'x'.repeat(101)}`, 'text=%00']) {
      expect((await ask(api, 'dispatcher', 'GET', `/api/damages?${query}`)).status, query).toBe(422)
    }
    for (const near of ['1', 'a,b', '200,0', '0,95', ',', '1,2,3', 'Infinity,0']) expect((await ask(api, 'crew-7', 'GET', `/api/sites?near=${near}`)).status, near).toBe(422)
  }))

  test('stores hostile text as it was, and gives it back as text', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const note of ['=HYPERLINK("http://x")', '<script>alert(1)</script>', "'; drop table reports; --", '\u202Egnp.exe', '%2e%2e%2f', 'CON', '{{7*7}}', '\r\nSet-Cookie: a=b']) {
      const report = aReport({ note })
      expect((await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body).toMatchObject({ note })
    }
  }))
})
