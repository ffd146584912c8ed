import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../geo/problems.ts'
import { ACTIVE, CREW_MOVES, moveRepair, movesFrom, RepairState, type Moving } from '../../../geo/repairs/lifecycle.ts'

const states = fc.array(fc.constantFrom(...RepairState.options), { maxLength: 40 })
const start: Moving = { id: 'r', state: 'proposed', blockedFrom: null, crew: 'c' }

/** Tries each state in turn; illegal moves leave the repair where it is. */
const walk = (wanted: readonly RepairState[]) => wanted.reduce<Moving[]>((path, to) => {
  const now = path.at(-1)!
  try {
    return [...path, { ...moveRepair(now, to), crew: 'c' }]
  } catch (error) {
    if (error instanceof Problem && error.problem === 'repair-cannot-move') return path
    throw error
  }
}, [start])

describe('the lifecycle of a repair', () => {
  test('never leaves closed or cancelled, and every step it takes is one that was offered', () => {
    fc.assert(fc.property(states, (wanted) => {
      const path = walk(wanted)
      for (const [at, before] of path.slice(0, -1).entries()) {
        const after = path[at + 1]!
        if (before.state === after.state) continue
        expect(movesFrom(before)).toContain(after.state)
        expect(['closed', 'cancelled']).not.toContain(before.state)
      }
    }))
  })

  test('comes back from blocked to where it was blocked, or ends', () => {
    fc.assert(fc.property(states, (wanted) => {
      for (const repair of walk(wanted)) {
        expect(repair.state === 'blocked').toBe(repair.blockedFrom !== null)
        if (repair.state === 'blocked') expect(movesFrom(repair)).toEqual([repair.blockedFrom, 'cancelled'])
      }
    }))
  })

  test('takes a repeated move as done, and gives the same for the same moves', () => {
    fc.assert(fc.property(states, (wanted) => {
      const last = walk(wanted).at(-1)!
      expect(moveRepair(last, last.state)).toBe(last)
      expect(walk(wanted)).toEqual(walk(wanted))
    }))
  })

  test('sends nobody where no crew is', () => {
    for (const to of ['assigned', 'en_route'] as const) {
      expect(() => moveRepair({ ...start, state: 'approved', crew: null }, 'assigned'), to).toThrow('no crew')
    }
    expect(moveRepair({ ...start, state: 'assigned' }, 'approved').crew).toBeNull()
  })

  test('can be brought from proposed to closed, and every state can be reached', () => {
    const reached = new Set<RepairState>(['proposed'])
    for (const state of reached) for (const to of movesFrom({ state, blockedFrom: state === 'blocked' ? 'en_route' : null })) reached.add(to)
    expect([...reached].sort()).toEqual([...RepairState.options].sort())
    expect(ACTIVE.every((state) => RepairState.options.includes(state))).toBe(true)
    expect(CREW_MOVES).not.toContain('closed')
  })
})
