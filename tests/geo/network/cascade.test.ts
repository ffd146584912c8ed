import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failsWith, regainedBy } from '../../../geo/network/cascade.ts'
import { countdown } from '../../../geo/network/countdown.ts'
import { makeNetwork, needsOf, type Need } from '../../../geo/network/network.ts'

const need = (supplier: string, dependent: string, service = 'power'): Need => ({ supplier, dependent, service })
const lost = (out: string[], needs: Need[]) => [...failsWith(new Set(out), makeNetwork(needs))].sort()

/** The plain way: take away, again and again, whatever has a service without a supplier left, until nothing changes. */
function slowly(out: ReadonlySet<string>, needs: readonly Need[]): Set<string> {
  const gone = new Set(out)
  for (let changed = true; changed;) {
    changed = false
    for (const { dependent, service } of needs) {
      if (gone.has(dependent)) continue
      const left = needs.some((other) => other.dependent === dependent && other.service === service && !gone.has(other.supplier))
      if (!left) { gone.add(dependent); changed = true }
    }
  }
  return new Set([...gone].filter((site) => !out.has(site)))
}

describe('the cascade', () => {
  test('takes a chain down, and stops where another supplier stands in', () => {
    expect(lost(['a'], [need('a', 'b'), need('b', 'c'), need('x', 'c')])).toEqual(['b'])
    expect(lost(['a'], [need('a', 'b'), need('b', 'c')])).toEqual(['b', 'c'])
  })

  test('needs every service: a mast with power and no data is out', () => {
    expect(lost(['exchange'], [need('substation', 'mast'), need('exchange', 'mast', 'data')])).toEqual(['mast'])
  })

  test('survives cycles, and two that feed only each other count as working', () => {
    expect(lost(['a'], [need('a', 'b'), need('b', 'c'), need('c', 'b')])).toEqual([])
    expect(lost(['b'], [need('b', 'c'), need('c', 'b')])).toEqual(['c'])
  })

  test('goes over the line that a link runs on: either end of it takes the dependent down', () => {
    const needs = needsOf({ id: 'l', from: 'a', to: 'b', carrier: 'line', service: 'power' })
    expect(lost(['line'], needs)).toContain('b')
    expect(lost(['a'], needs)).toContain('b')
    expect(lost(['line'], [...needs, need('x', 'b')])).toEqual(['l'])
  })

  const site = fc.integer({ min: 0, max: 8 }).map(String)
  const networks = fc.uniqueArray(fc.record({ supplier: site, dependent: site, service: fc.constantFrom('power', 'data') }), { maxLength: 30, selector: (one) => `${one.supplier} ${one.dependent} ${one.service}` })

  test('agrees with the plain way on any network', () => {
    fc.assert(fc.property(networks, fc.array(site, { maxLength: 4 }), (needs, out) => {
      expect(lost(out, needs)).toEqual([...slowly(new Set(out), needs)].sort())
    }), { numRuns: 500 })
  })

  test('gives back with one repair what would not fail without it, whatever else stays out', () => {
    fc.assert(fc.property(networks, fc.array(site, { minLength: 1, maxLength: 4 }), (needs, list) => {
      const [one, out] = [list[0]!, new Set(list)]
      const failed = slowly(out, needs)
      const without = slowly(new Set([...out].filter((id) => id !== one)), needs.filter(({ dependent }) => dependent !== one)) // repaired, and supplied
      expect([...regainedBy(one, out, failed, makeNetwork(needs))].sort()).toEqual([...failed].filter((id) => !without.has(id) && id !== one).sort())
    }), { numRuns: 500 })
  })
})

describe('the countdown', () => {
  const inH = (out: Record<string, number>, needs: Need[], hours: Record<string, number> = {}) => Object.fromEntries([...countdown(new Map(Object.entries(out)), makeNetwork(needs), (id) => ({ hours: hours[id] ?? 0, known: hours[id] !== undefined }))].map(([id, failing]) => [id, failing.inH]))

  test('begins when power is lost, and what hangs on a battery hangs on when it ends', () => {
    expect(inH({ station: -2 }, [need('station', 'exchange'), need('exchange', 'mast', 'data'), need('station', 'mast')], { exchange: 5, mast: 9 })).toEqual({ station: -2, exchange: 3, mast: 3 })
  })

  test('waits for the last of several suppliers, and data has no battery', () => {
    expect(inH({ a: -3, b: -1 }, [need('a', 'mast'), need('b', 'mast')], { mast: 4 })).toEqual({ a: -3, b: -1, mast: 3 })
    expect(inH({ a: -3 }, [need('a', 'mast', 'data')], { mast: 4 })).toEqual({ a: -3, mast: -3 })
  })

  test('names what the cascade names, on any network', () => {
    fc.assert(fc.property(fc.array(fc.record({ supplier: fc.constantFrom(...'abcdef'), dependent: fc.constantFrom(...'abcdef'), service: fc.constantFrom('power', 'data') }), { maxLength: 14 }), fc.array(fc.constantFrom(...'abcdef'), { maxLength: 3 }), (needs, out) => {
      const network = makeNetwork(needs)
      const times = countdown(new Map(out.map((id) => [id, 0])), network, () => ({ hours: 1, known: true }))
      expect([...times.keys()].sort()).toEqual([...new Set([...out, ...failsWith(new Set(out), network)])].sort())
    }), { numRuns: 300 })
  })
})
