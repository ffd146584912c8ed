import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { keepSituations } from '../../../api/jobs/keep-situations.ts'
import { runOnce } from '../../../api/jobs/scheduler.ts'
import type { KeptSituation, Situation } from '../../../geo/situation/situation.ts'
import { aReport, ask, cookieOf, fillWorld, WORLD } from '../../kit/world.ts'
import { NOON, withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

// After the database's own now, which dates the events.
const LATER = new Date(Date.now() + 60_000)

type Whole = KeptSituation & { content: Situation; type?: string }
const read = async (api: Api, who: string, query = '') => (await ask<Situation>(api, who, 'GET', `/api/situation${query}`)).body
const keep = (api: Api, who: string, area: string, id = randomUUID()) => ask<Whole>(api, who, 'PUT', `/api/situation/reports/${id}`, { area })
async function file(api: Api, who: string, changes: Parameters<typeof aReport>[0] = {}) {
  const report = aReport(changes)
  return (await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)).body.damage
}
const severities = ({ damages }: Situation) => Object.fromEntries(damages.bySeverity.filter(({ count }) => count > 0).map(({ severity, count }) => [String(severity), count]))

describe('the situation', () => {
  test('counts what is open in one\'s areas, who lacks what and who works on it; nothing beyond them', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const substation = await file(api, 'crew-7')
    await file(api, 'crew-7', { site: WORLD.mast, severity: 1, function: 'degraded' })
    const eastern = await file(api, 'crew-9', { site: WORLD.eastern, position: [37, 47] })
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage: substation, crew: WORLD.crew })
    await ask(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to: 'en_route', at: '2026-03-05T11:00:00Z' })

    const west = await read(api, 'dispatcher')
    expect(west).toMatchObject({ area: null, at: NOON.toISOString(), since: { number: null }, damages: { open: 2, out: 1 }, crews: { atWork: 1, blocked: 0 } })
    expect(severities(west)).toEqual({ 3: 1, 1: 1 })
    expect(west.services.find(({ service }) => service === 'power')!.people.value).toBe(10_000)
    expect(west.worst.map(({ id }) => id)[0]).toBe(substation)
    expect(JSON.stringify(west)).not.toContain(eastern)
    expect((await read(api, 'authority')).damages.open).toBe(3)
    expect((await read(api, 'authority', '?area=TE')).worst.map(({ id }) => id)).toEqual([eastern])
    expect((await ask(api, 'dispatcher', 'GET', '/api/situation?area=TE')).status).toBe(404)
    expect((await ask(api, 'dispatcher', 'GET', `/api/situation?at=2020-01-01T00:00:00Z`)).status).toBe(422)
  }))

  test('is kept with a number for ever, once for an id, seen by who reaches its area, and the next tells the changes', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    await file(api, 'crew-7')
    const id = randomUUID()
    const first = await keep(api, 'dispatcher', 'TW', id)
    expect(first.status).toBe(200)
    expect(first.body.content.damages.open).toBe(1)
    await file(api, 'crew-7', { site: WORLD.mast, severity: 4 })
    expect((await keep(api, 'dispatcher', 'TW', id)).body).toEqual(first.body)
    expect((await keep(api, 'dispatcher', 'TW1', id)).body.type).toBe('/problems/op-id-taken')
    expect((await keep(api, 'eastern-dispatcher', 'TW')).status).toBe(404)
    expect((await keep(api, 'auditor', 'TW')).status).toBe(403)
    const hidden = await ask<{ reports: unknown[] }>(api, 'eastern-dispatcher', 'GET', '/api/situation/reports')
    expect(hidden.body.reports).toEqual([])
    for (const path of [`/api/situation/reports/${id}`, `/api/situation/reports/${id}/pdf`]) expect((await ask(api, 'eastern-dispatcher', 'GET', path)).status).toBe(404)
    for (const who of ['authority', 'auditor', 'dispatcher']) expect((await ask<{ reports: unknown[] }>(api, who, 'GET', '/api/situation/reports?area=TW')).body.reports, who).toHaveLength(1)

    const second = (await keep(api, 'authority', 'TW')).body
    expect(second.number).toBeGreaterThan(first.body.number)
    expect(second.content.damages.bySeverity[0]).toEqual({ severity: 4, count: 1, change: 1 })
    await client.query('savepoint changing')
    await expect(client.query('update situations set at = at')).rejects.toThrow('never changed')
    await client.query('rollback to savepoint changing')
    await expect(client.query('delete from situations')).rejects.toThrow('never changed')
    await client.query('rollback to savepoint changing')
  }))

  test('of a moment that is past is as it was then', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await file(api, 'crew-7')
    const now = await read(api, 'dispatcher')
    // Events are dated by the database, whose clock is this day's: by then it was open, before it nothing was.
    const later = await read(api, 'dispatcher', `?at=${LATER.toISOString()}`)
    expect([later.damages, later.worst.map(({ id }) => id)]).toEqual([now.damages, [damage]])
    expect((await read(api, 'dispatcher', `?at=${new Date(LATER.getTime() - 10 * 86_400_000).toISOString()}`)).damages.open).toBe(0)
  }, { clock: () => LATER }))

  test('is printed as a PDF of one page that carries its letters, in both languages', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (let n = 0; n < 12; n += 1) await file(api, 'crew-7', { site: null, located: 'gps', kind: 'power_tower', separate: true, severity: (n % 5) as 0, position: [31 + n / 10, 47 + n / 20], place: 'опора біля дуже довгої назви населеного пункту, вулиця Незалежності' })
    const { body } = await keep(api, 'dispatcher', 'TW')
    for (const language of ['uk', 'en']) {
      const answer = await api.call('GET', `/api/situation/reports/${body.id}/pdf?language=${language}&zone=Europe/Kyiv`, { headers: { cookie: cookieOf('dispatcher') } })
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      const bytes = Buffer.from(await answer.arrayBuffer())
      const text = bytes.toString('latin1')
      expect(text.startsWith('%PDF-1.')).toBe(true)
      expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
      expect(text.match(/\/FontFile2/g)).toHaveLength(2)
      expect(bytes.length).toBeLessThan(100_000)
      // What the letters mean is in it, so that it can be searched and read aloud.
      const maps = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, stream]) => {
        try { return [inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1')] } catch { return [] }
      }).filter((stream) => stream.includes('beginbfrange'))
      expect(maps).toHaveLength(2)
      if (language === 'uk') for (const letter of 'Зведї') expect(maps.join().toLowerCase()).toContain(letter.charCodeAt(0).toString(16).padStart(4, '0'))
      if (process.env.KEEP_PDF !== undefined) await writeFile(`${process.env.KEEP_PDF}-${language}.pdf`, bytes)
    }
  }))

  test('is kept on the clock once for its hour, however many servers look at once', withCommittingApi(async (api) => {
    const { database } = api.standing
    await fillWorld(database)
    await file(api, 'crew-7')
    const job = keepSituations([4, 12], randomUUID)
    const made = await Promise.all([0, 1, 2].map(() => runOnce(database, job, NOON)))
    // The country and the western oblast; in the eastern nothing is open.
    expect(made.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(2)
    expect(await runOnce(database, job, new Date(NOON.getTime() + 600_000))).toBe(0)
    expect(await runOnce(database, job, new Date(NOON.getTime() + 3 * 3_600_000))).toBe(0)
    const { reports } = (await ask<{ reports: KeptSituation[] }>(api, 'authority', 'GET', '/api/situation/reports')).body
    expect(reports.map(({ area, madeBy }) => [area, madeBy])).toEqual([['TW', null], ['T', null]])
    expect(await runOnce(database, job, new Date('2026-03-06T04:01:00Z'))).toBe(2)
  }))
})
