import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_WEIGHTS, Weights } from '../../../geo/damages/weights.ts'
import { createConflicts, isUntouched, movedIn, onTop, type Choice } from '../../../web/desk/conflict.ts'
import { factsOf, weightsOf } from '../../../web/desk/weights-facts.ts'

const facts = fc.record({ a: fc.nat(3), b: fc.option(fc.nat(3)), c: fc.boolean(), d: fc.string({ maxLength: 2 }) })

describe('one\'s own changes on top of others\'', () => {
  test('keep every fact that one changed, and take every other as it is now', () => {
    fc.assert(fc.property(facts, facts, facts, (saw, mine, now) => {
      const wanted = onTop(saw, mine, now)
      for (const key of ['a', 'b', 'c', 'd'] as const) expect(wanted[key]).toEqual(mine[key] === saw[key] ? now[key] : mine[key])
    }))
  })

  test('are told of as far as anything differs, and only so far', () => {
    const saw = { kind: 'fire', note: '', until: null }
    expect(movedIn(saw, { ...saw, kind: 'flood' }, { ...saw, note: 'zone' })).toEqual(['kind', 'note'])
    expect(movedIn(saw, saw, saw)).toEqual([])
    const rows = (now: string) => [{ label: 'Note', mine: 'a', saw: '–', now }]
    expect([isUntouched(rows('–'), null), isUntouched(rows('b'), null), isUntouched(rows('–'), [{}])]).toEqual([true, false, false])
  })
})

test('weights are the same as facts and back, and two authorities\' changes are told apart', () => {
  const { weights } = DEFAULT_WEIGHTS
  expect(Weights.parse(weightsOf(factsOf(weights)))).toEqual(weights)
  const mine = { ...weights, services: { ...weights.services, water: 2 }, critical: [...weights.critical, 'shelter' as const] }
  const theirs = { ...weights, horizonH: 48, critical: ['hospital' as const] }
  expect(weightsOf(onTop(factsOf(weights), factsOf(mine), factsOf(theirs)))).toEqual({ ...weights, services: mine.services, horizonH: 48, critical: ['hospital', 'shelter'] })
})

test('a conflict that another one takes the place of is looked at again, never decided', async () => {
  const conflicts = createConflicts()
  const first = conflicts.ask({ rows: [], others: null })
  const second: Promise<Choice> = conflicts.ask({ rows: [], others: null })
  expect(await first).toBe('look')
  conflicts.shown()!.choose('mine')
  expect(await second).toBe('mine')
  expect(conflicts.shown()).toBeNull()
})
