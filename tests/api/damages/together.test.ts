import { createHash, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

const DAMAGES = 6
type Listed = {
  id: string; version: number; state: string; mergedInto: string | null; severity: number; function: string; verification: string; reports: number; photos: number; photosMissing: number
  openedAt: string; lastReportAt: string; priority: { people: { value: number } | null }
}
type Whole = Listed & { verifiedWhy: string; verifiedBy: string | null; filed: { id: string; severity: number; observedAt: string }[]; repairs: { id: string; version: number }[]; timeline: { seq: number; verb: string }[] }

const move = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('merge' as const), one: fc.nat(DAMAGES - 1), into: fc.nat(DAMAGES - 1) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('part' as const), one: fc.nat(DAMAGES - 1) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('repair' as const), one: fc.nat(DAMAGES - 1) }) },
)

/** Taken out from below what was merged further: all above it counted its reports, and one of them was not told. */
const DEEP = [{ does: 'merge' as const, one: 0, into: 1 }, { does: 'merge' as const, one: 1, into: 2 }, { does: 'merge' as const, one: 2, into: 5 }, { does: 'part' as const, one: 0 }]

const whole = async (api: Api, id: string) => (await ask<Whole>(api, 'dispatcher', 'GET', `/api/damages/${id}`)).body
const listed = async (api: Api) => {
  const [open, merged] = [await ask<{ damages: Listed[] }>(api, 'dispatcher', 'GET', '/api/damages?limit=500'), await ask<{ damages: Listed[] }>(api, 'dispatcher', 'GET', '/api/damages?limit=500&state=merged')]
  return { open: open.body.damages, merged: merged.body.damages }
}
const photo = (name: string) => ({ sha256: createHash('sha256').update(name).digest('hex'), bytes: 1000, type: 'image/jpeg' as const })

/** Some damages of different sites and none, with one to three reports each, photos, and one of them verified. */
async function someDamages(api: Api): Promise<{ ids: string[]; reports: Map<string, Whole['filed']> }> {
  const sites = [WORLD.substation, WORLD.mast, WORLD.twin, null, null, null]
  const ids: string[] = []
  for (const [n, site] of sites.entries()) {
    let damage: string | null = null
    for (let nth = 0; nth <= n % 3; nth += 1) {
      const where = damage !== null ? { damage, site: null, located: 'gps' as const } : site === null ? { site: null, located: 'gps' as const, kind: 'power_tower' as const, separate: true } : { site }
      const report = aReport({ ...where, position: [31 + n / 10, 47], severity: ((n + nth) % 5) as 0, observedAt: `2026-03-05T${String(1 + ((n * 5 + nth * 3) % 11)).padStart(2, '0')}:00:00.000Z`, photos: Array.from({ length: (n + nth) % 3 }, (_, p) => photo(`${n} ${nth} ${p}`)) })
      const { body } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
      expect(damage ?? body.damage).toBe(body.damage)
      damage = body.damage
    }
    ids.push(damage!)
  }
  expect(new Set(ids).size).toBe(DAMAGES)
  await ask(api, 'dispatcher', 'POST', `/api/damages/${ids[1]}/verification`, { verification: 'verified', why: 'фото', version: (await whole(api, ids[1]!)).version })
  return { ids, reports: new Map(await Promise.all(ids.map(async (id) => [id, (await whole(api, id)).filed] as const))) }
}

/** What is kept of a damage through any number of merges and partings. */
const kept = ({ id, state, mergedInto, severity, function: works, verification, verifiedWhy, verifiedBy, reports, photos, photosMissing, openedAt, lastReportAt, priority, filed }: Whole) =>
  ({ id, state, mergedInto, severity, works, verification, verifiedWhy, verifiedBy, reports, photos, photosMissing, openedAt, lastReportAt, people: priority.people?.value, filed: filed.map((report) => report.id).sort() })

describe('damages merged and parted in any order', () => {
  test('keep both histories, count nothing twice, and are what they were once they are apart', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { ids, reports } = await someDamages(api)
    const first = new Map(await Promise.all(ids.map(async (id) => [id, await whole(api, id)] as const)))
    const timelines = new Map([...first].map(([id, { timeline }]) => [id, timeline.map(({ seq }) => seq)]))
    const total = (of: (one: Whole) => number) => [...first.values()].reduce((sum, one) => sum + of(one), 0)

    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 12 }), async (moves) => {
      const parent = new Map<string, string>()
      const repairs = new Map<string, string>()
      const above = (id: string): string[] => { const next = parent.get(id); return next === undefined ? [] : [next, ...above(next)] }
      const below = (id: string): string[] => [id, ...ids.filter((one) => parent.get(one) === id).flatMap(below)]
      const words = new Map<string, number>(ids.map((id) => [id, 0]))
      const say = (...said: string[]) => { for (const id of said) words.set(id, words.get(id)! + 1) }

      /** The lists agree with a plain count over the reports below each damage. */
      async function agree() {
        const { open, merged } = await listed(api)
        expect(open.map(({ id }) => id).sort()).toEqual(ids.filter((id) => !parent.has(id)).sort())
        expect(new Map(merged.map((one) => [one.id, one.mergedInto]))).toEqual(parent)
        for (const one of [...open, ...merged]) {
          const filed = below(one.id).flatMap((id) => reports.get(id)!)
          const latest = [...filed].sort((a, b) => b.observedAt.localeCompare(a.observedAt) || b.id.localeCompare(a.id))[0]!
          const photos = below(one.id).reduce((sum, id) => sum + first.get(id)!.photos, 0)
          expect({ reports: one.reports, photos: one.photos, missing: one.photosMissing, severity: one.severity, lastReportAt: one.lastReportAt, people: one.priority.people?.value })
            .toEqual({ reports: filed.length, photos, missing: photos, severity: latest.severity, lastReportAt: latest.observedAt, people: first.get(one.id)!.priority.people?.value })
        }
        expect(open.reduce((sum, one) => sum + one.reports, 0)).toBe(total((one) => one.reports))
        expect(open.reduce((sum, one) => sum + one.photos, 0)).toBe(total((one) => one.photos))
        return new Map([...open, ...merged].map((one) => [one.id, one]))
      }

      let now = await agree()
      for (const step of moves) {
        const one = ids[step.one]!
        const version = now.get(one)!.version
        if (step.does === 'merge') {
          const into = ids[step.into]!
          const refused = one === into ? 'same' : parent.has(one) ? 'already-merged' : parent.has(into) ? 'target-merged' : repairs.has(one) ? 'has-repair' : undefined
          const answer = await ask<{ reason?: string }>(api, 'dispatcher', 'POST', `/api/damages/${one}/merge`, { into, version })
          expect(answer.body.reason).toBe(refused)
          if (refused === undefined) { parent.set(one, into); say(one, into) }
        } else if (step.does === 'part') {
          expect((await ask(api, 'dispatcher', 'POST', `/api/damages/${one}/part`, { version })).status).toBe(parent.has(one) ? 200 : 409)
          if (parent.has(one)) say(one, ...above(one))
          parent.delete(one)
        } else if (!parent.has(one) && !repairs.has(one)) {
          repairs.set(one, randomUUID())
          expect((await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repairs.get(one)}`, { damage: one })).status).toBe(200)
          say(one)
        }
        now = await agree()
      }

      // What is merged at any depth reads as one; each still has its own.
      for (const id of ids) {
        const { filed, timeline } = await whole(api, id)
        expect(filed.map((report) => report.id).sort()).toEqual(below(id).flatMap((under) => reports.get(under)!.map((report) => report.id)).sort())
        expect(new Set(timeline.map(({ seq }) => seq)).size).toBe(timeline.length)
      }
      for (const repair of repairs.values()) { await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/state`, { to: 'cancelled', at: '2026-03-05T11:30:00.000Z' }) }
      for (const id of repairs.keys()) say(id)
      for (const id of [...parent.keys()]) {
        say(id, ...above(id))
        expect((await ask(api, 'dispatcher', 'POST', `/api/damages/${id}/part`, { version: (await whole(api, id)).version })).status).toBe(200)
        parent.delete(id)
      }
      for (const id of ids) {
        const back = await whole(api, id)
        expect(kept(back)).toEqual(kept(first.get(id)!))
        // Nothing that happened is gone, and each thing that happened to it is told once.
        const seqs = back.timeline.map(({ seq }) => seq)
        expect(seqs).toEqual(expect.arrayContaining(timelines.get(id)!))
        expect(seqs.length).toBe(timelines.get(id)!.length + words.get(id)!)
        timelines.set(id, seqs)
      }
    }), { numRuns: 3, seed: 20261125, endOnFailure: true, examples: [[DEEP]] })
  }))
})
