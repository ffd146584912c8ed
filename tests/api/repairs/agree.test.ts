import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../geo/problems.ts'
import { CREW_MOVES, moveRepair, RepairState, type Moving } from '../../../geo/repairs/lifecycle.ts'
import type { Repair } from '../../../geo/repairs/repair.ts'
import { afterMoves } from '../../../web/sync/jobs.ts'
import type { KeptOp } from '../../../web/sync/store.ts'
import { aReport, ask, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi } from '../../kit/with-api.ts'

const desk = fc.array(fc.constantFrom(...RepairState.options.filter((state) => state !== 'approved')), { maxLength: 4 })
const crew = fc.array(fc.record({ to: fc.constantFrom(...CREW_MOVES), used: fc.boolean() }), { minLength: 1, maxLength: 12 })
// A long way that leads somewhere, with a step now and then that is not possible: chance alone seldom leaves the first three states.
const along = fc.array(fc.constantFrom('en_route', 'on_site', 'in_progress', 'blocked', 'in_progress', 'temporary_fix', 'field_complete', 'restored', 'in_progress'), { minLength: 4, maxLength: 9 })
  .map((some) => ['en_route' as const, 'on_site' as const, 'in_progress' as const, ...some].map((to) => ({ to: to as RepairState, used: to === 'restored' })))
const instant = (n: number) => new Date(Date.UTC(2026, 2, 5, 10, 0, n)).toISOString()
const moveOf = (to: RepairState, n: number, used = false) => ({
  to, at: instant(n), blockedBy: to === 'blocked' ? 'weather' as const : null, closedReason: to === 'closed' ? 'done' as const : null, note: '', parts: used ? [{ name: 'cable', quantity: n + 1, unit: 'metre' as const }] : [],
})

/** The rule by itself: where a repair is after a move, and whether the move is refused. */
function ruled<R extends Moving>(repair: R, to: RepairState): { repair: R; refused: string | null } {
  try {
    return { repair: moveRepair(repair, to), refused: null }
  } catch (error) {
    if (error instanceof Problem) return { repair, refused: `/problems/${error.problem}` }
    throw error
  }
}

describe('the moves of a repair', () => {
  test('lead phone and server to the same, whatever their order; the server refuses exactly what the rule refuses', withApi(async (api) => {
    await fillWorld(api.standing.database)
    let nth = 0
    await fc.assert(fc.asyncProperty(desk, fc.oneof(along, crew), async (before, steps) => {
      nth += 1
      const report = aReport({ site: null, located: 'gps', kind: 'power_tower', separate: true, position: [31 + nth / 100, 47] })
      const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
      const id = randomUUID()
      let told = (await ask<Repair>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage, crew: WORLD.crew })).body
      for (const [n, to] of before.entries()) {
        const { repair, refused } = ruled(told, to)
        const answer = await ask<Repair & { type?: string }>(api, 'dispatcher', 'POST', `/api/repairs/${id}/state`, moveOf(to, n))
        expect({ to, problem: answer.status === 200 ? null : answer.body.type }).toEqual({ to, problem: refused })
        if (answer.status === 200) told = answer.body
        expect([told.state, told.blockedFrom, told.crew]).toEqual([repair.state, repair.blockedFrom, repair.crew])
      }

      const ops = steps.map(({ to, used }, n) => ({ id: randomUUID(), kind: 'repair.move' as const, body: { repair: id, move: moveOf(to, 100 + n, used && to !== 'blocked') } }))
      const onPhone = afterMoves(told, ops.map((op): KeptOp => ({
        ...op, seq: 0, by: 'crew-7', madeAtMs: 0, photos: [], hash: '', sealed: false, carriedFrom: null, state: 'waiting', problem: null, settledAtMs: null, legible: true,
        label: { names: null, place: '', version: told.version, grade: null, site: null, corrects: null, mends: null },
      })))
      let walked: Moving = told
      const refused = ops.map(({ body }) => {
        const after = ruled(walked, body.move.to)
        walked = after.repair
        return after.refused
      })
      const { body: synced } = await syncAs(api, 'crew-7', ops)
      expect(synced.verdicts.map(({ problem }) => problem?.type ?? null)).toEqual(refused)
      const { body: { repairs } } = await ask<{ repairs: Repair[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)
      const there = repairs.find((repair) => repair.id === id)!
      const shown = ({ state, blockedFrom, blockedBy, crew: sent, since }: Repair) => ({ state, blockedFrom, blockedBy, sent, since })
      expect(shown(there)).toEqual(shown(onPhone))
    }), { numRuns: 12, seed: 20261125, endOnFailure: true })
  }))
})
