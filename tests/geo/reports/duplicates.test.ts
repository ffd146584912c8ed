import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alreadyReported, type Open, type Seeing } from '../../../geo/reports/duplicates.ts'

const HOUR_MS = 3_600_000
const now = Date.parse('2026-03-05T12:00:00.000Z')
const seeing: Seeing = { site: null, position: [31, 47], accuracyM: 20, kind: 'power_tower', sector: 'energy', atMs: now }
const open = (id: string, changes: Partial<Open> = {}): Open => ({
  id, state: 'open', site: null, position: [31.0005, 47], kind: 'power_tower', sector: 'energy', lastReportAt: new Date(now - HOUR_MS).toISOString(), ...changes,
})
const ids = (given: Seeing, ...known: Open[]) => alreadyReported(given, known).map(({ id }) => id)

describe('what is reported already', () => {
  test('is offered at the same site, wherever the phone thinks it is', () => {
    expect(alreadyReported({ ...seeing, site: 's', position: null }, [open('a', { site: 's', position: null })])).toEqual([{ id: 'a', score: 1, sameSite: true, apartM: null }])
  })

  test('is offered near by when it is of a like kind, the likeliest first', () => {
    expect(ids(seeing, open('far', { position: [31.001, 47] }), open('near'))).toEqual(['near', 'far'])
    expect(ids(seeing, open('unlike', { kind: 'substation' }), open('like', { position: [31.0007, 47] }))).toEqual(['like', 'unlike'])
  })

  test('is not offered when it is closed, too far, of the other sector, or at another site than the one chosen', () => {
    expect(ids(seeing, open('a', { state: 'restored' }), open('b', { position: [31.01, 47] }), open('c', { kind: 'mast', sector: 'communications' }))).toEqual([])
    expect(ids({ ...seeing, site: 's' }, open('d', { site: 't' }))).toEqual([])
  })

  test('reaches farther when the fix is wide, and counts less the longer ago it was seen', () => {
    const away = open('a', { position: [31.01, 47] })
    expect(ids({ ...seeing, accuracyM: 800 }, away)).toEqual(['a'])
    const [fresh] = alreadyReported(seeing, [open('a')])
    const [old] = alreadyReported(seeing, [open('a', { lastReportAt: new Date(now - 30 * 24 * HOUR_MS).toISOString() })])
    expect(old!.score).toBeLessThan(fresh!.score)
    expect(old!.score).toBeGreaterThan(0)
  })

  test('scores between nothing and the same, never rises with distance, and does not depend on the order it is known in', () => {
    const near = fc.double({ min: -0.02, max: 0.02, noNaN: true })
    const some = fc.array(fc.record({ east: near, north: near, hours: fc.integer({ min: 0, max: 2000 }), kind: fc.constantFrom('power_tower', 'substation', null) }), { maxLength: 8 })
    fc.assert(fc.property(some, fc.double({ min: 0, max: 2000, noNaN: true }), (made, accuracyM) => {
      const known = made.map(({ east, north, hours, kind }, n) => open(`${n}`, { position: [31 + east, 47 + north], kind, lastReportAt: new Date(now - hours * HOUR_MS).toISOString() }))
      const found = alreadyReported({ ...seeing, accuracyM }, known, 99)
      expect(alreadyReported({ ...seeing, accuracyM }, [...known].reverse(), 99)).toEqual(found)
      for (const { score } of found) expect(score > 0 && score <= 1).toBe(true)
    }))
    fc.assert(fc.property(near, near, (one, more) => {
      const score = (east: number) => alreadyReported(seeing, [open('a', { position: [31 + east, 47] })])[0]?.score ?? 0
      expect(score(Math.abs(one) + Math.abs(more))).toBeLessThanOrEqual(score(Math.abs(one)))
    }))
  })
})
