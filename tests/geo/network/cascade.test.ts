import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failsWith, type Need } from '../../../geo/network/cascade.ts'

const need = (supplier: string, dependent: string, service = 'power'): Need => ({ supplier, dependent, service })
const lost = (out: string[], needs: Need[]) => [...failsWith(new Set(out), needs)].sort()

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

  test('agrees with the plain way on any network', () => {
    const site = fc.integer({ min: 0, max: 8 }).map(String)
    const network = fc.uniqueArray(fc.record({ supplier: site, dependent: site, service: fc.constantFrom('power', 'data') }), { maxLength: 30, selector: (one) => `${one.supplier} ${one.dependent} ${one.service}` })
    fc.assert(fc.property(network, fc.array(site, { maxLength: 4 }), (needs, out) => {
      expect([...failsWith(new Set(out), needs)].sort()).toEqual([...slowly(new Set(out), needs)].sort())
    }), { numRuns: 500 })
  })
})
