import { describe, expect, test } from 'vitest'
import { withDatabase } from '../kit/database.ts'
import { BUGS } from './mutations.ts'
import { simulate } from './world.ts'

// A world takes its time on a busy machine, and one that is cut off lives on under the next test.
const TAKES_MS = 600_000

describe('the checker finds it when', () => {
  test.each(BUGS.map((bug) => [bug.name, bug.breaks, bug.ways] as const))('%s (%s)', (_, breaks, ways) => withDatabase(async (database) => {
    const { broken } = await simulate({ seed: 5, phones: 12, database, ...ways })
    expect(broken.map((sentence) => sentence.slice(0, 2))).toContain(breaks)
  })(), TAKES_MS)
})
