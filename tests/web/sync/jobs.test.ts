import { describe, expect, test } from 'vitest'
import type { Repair } from '../../../geo/repairs/repair.ts'
import { jobsOf } from '../../../web/sync/jobs.ts'
import { NO_LABEL } from '../../../web/sync/records.ts'
import type { KeptOp } from '../../../web/sync/store.ts'
import { idOf } from './phone-kit.ts'

const crew = idOf(7)
const repair: Repair = {
  id: idOf(1), damage: idOf(2), crew, crewName: 'Crew 7', state: 'assigned', since: '2026-01-01T00:00:00Z', blockedBy: null, blockedFrom: null, blockedUntil: null, blockedWhy: '', blockedBySystem: false,
  closedReason: null, urgency: 'permanent', note: '', etr: null, planned: null, parts: [], steps: [], createdAt: '2026-01-01T00:00:00Z', version: 4,
}
const aMove = (seq: number, to: Repair['state'], state: KeptOp['state'] = 'waiting'): KeptOp => ({
  seq, id: idOf(100 + seq), kind: 'repair.move', hash: '', by: null, madeAtMs: 0, photos: [], state, problem: null, settledAtMs: null,
  label: { ...NO_LABEL, version: 4 }, legible: true, sealed: false, carriedFrom: null, body: { repair: repair.id, move: { to, at: '2026-01-01T01:00:00Z', blockedBy: to === 'blocked' ? 'weather' : null, closedReason: null, note: '' } },
})
const stateAfter = (...ops: KeptOp[]) => jobsOf({ repairs: [repair], damages: [] }, ops, [crew])[0]?.repair.state

describe('a job on the phone', () => {
  test('shows the moves that still wait', () => {
    expect(stateAfter(aMove(1, 'en_route'), aMove(2, 'on_site'))).toBe('on_site')
  })

  test('goes back when a move is refused', () => {
    expect(stateAfter(aMove(1, 'en_route'), aMove(2, 'on_site', 'refused'))).toBe('en_route')
  })

  test('keeps a delivered move until the server tells of the repair again, and then believes the server', () => {
    expect(stateAfter(aMove(1, 'en_route', 'delivered'))).toBe('en_route')
    const told = { ...repair, version: 5, state: 'blocked' as const, blockedFrom: 'assigned' as const }
    expect(jobsOf({ repairs: [told], damages: [] }, [aMove(1, 'en_route', 'delivered')], [crew])[0]?.repair.state).toBe('blocked')
  })

  test('leaves out a move that is no longer possible', () => {
    expect(stateAfter(aMove(1, 'field_complete'))).toBe('assigned')
  })

  test('blocked returns to where it was blocked, and says by what', () => {
    const [job] = jobsOf({ repairs: [repair], damages: [] }, [aMove(1, 'en_route'), aMove(2, 'blocked')], [crew])
    expect(job?.repair).toMatchObject({ state: 'blocked', blockedBy: 'weather', blockedFrom: 'en_route' })
    expect(stateAfter(aMove(1, 'en_route'), aMove(2, 'blocked'), aMove(3, 'en_route'))).toBe('en_route')
  })

  test('of another crew is not listed', () => {
    expect(jobsOf({ repairs: [repair], damages: [] }, [], [idOf(8)])).toEqual([])
  })
})
