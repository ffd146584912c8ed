import { describe, expect, test } from 'vitest'
import type { StopState } from '../../../geo/rounds/kinds.ts'
import type { ToldRound } from '../../../geo/rounds/told.ts'
import { NO_LABEL } from '../../../web/sync/records.ts'
import { toursOf } from '../../../web/sync/rounds.ts'
import type { KeptOp } from '../../../web/sync/store.ts'
import { idOf } from './phone-kit.ts'

const HOUR_MS = 3_600_000
const now = Date.parse('2026-03-05T12:00:00Z')
const at = (hours: number) => new Date(now + hours * HOUR_MS).toISOString()
const stop = (n: number) => ({ id: idOf(n), site: idOf(50 + n), number: n, names: { uk: null, en: null }, siteKind: 'mast', position: [31, 47] as [number, number], task: '', minutes: 30, state: 'planned' as StopState, at: null, reason: null, note: '' })
const round = (changes: Partial<ToldRound> = {}): ToldRound => ({ id: idOf(1), kind: 'inspection', unscheduled: false, crew: idOf(7), note: '', planned: { from: at(1), until: at(4) }, version: 4, stops: [stop(11), stop(12)], ...changes })
const said = (seq: number, of: number, to: StopState, state: KeptOp['state'] = 'waiting'): KeptOp => ({
  seq, id: idOf(100 + seq), kind: 'round.stop', hash: '', by: null, madeAtMs: 0, photos: [], state, problem: null, settledAtMs: null,
  label: { ...NO_LABEL, version: 4 }, legible: true, sealed: false, carriedFrom: null, body: { round: idOf(1), stop: idOf(of), move: { to, at: at(0), reason: to === 'skipped' ? 'danger' : null, note: '' } },
})
const statesOf = (ops: KeptOp[], told = round()) => toursOf({ rounds: [told] }, ops, [idOf(7)], now)[0]?.round.stops.map(({ state }) => state)

describe('a round on the phone', () => {
  test('shows what was said of its stops until the server has told of it again, and then believes the server', () => {
    expect(statesOf([said(1, 11, 'visited'), said(2, 12, 'skipped')])).toEqual(['visited', 'skipped'])
    expect(statesOf([said(1, 11, 'visited'), said(2, 11, 'planned')])).toEqual(['planned', 'planned'])
    expect(statesOf([said(1, 11, 'visited', 'delivered')])).toEqual(['visited', 'planned'])
    expect(statesOf([said(1, 11, 'visited', 'delivered')], round({ version: 5 }))).toEqual(['planned', 'planned'])
    expect(statesOf([said(1, 11, 'visited', 'refused')])).toEqual(['planned', 'planned'])
    expect(toursOf({ rounds: [round()] }, [said(1, 11, 'visited'), said(2, 12, 'skipped', 'delivered')], [idOf(7)], now)[0]?.waiting).toBe(1)
  })

  test('is listed when it is of today and its own crew\'s, earliest first, and as long as something said of it is not taken in', () => {
    const [soon, early, later, over] = [round(), round({ id: idOf(2), planned: { from: at(-3), until: at(-1) } }), round({ id: idOf(3), planned: { from: at(30), until: at(32) } }), round({ id: idOf(4), planned: { from: at(-30), until: at(-28) } })]
    const listed = (rounds: ToldRound[], ops: KeptOp[] = [], crew = idOf(7)) => toursOf({ rounds }, ops, [crew], now).map((one) => one.round.id)
    expect(listed([soon, later, over, early])).toEqual([early.id, soon.id])
    expect(listed([soon], [], idOf(8))).toEqual([])
    expect(listed([round({ planned: over.planned })], [said(1, 11, 'visited', 'refused')])).toEqual([idOf(1)])
  })
})
