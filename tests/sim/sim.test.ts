import { describe, expect, test } from 'vitest'
import { runDatabase, withDatabase } from '../kit/database.ts'
import { FATES } from './network.ts'
import { heldNames, openers, replay } from './replay.ts'
import { stateOf } from './stored.ts'
import { simulate, type Ended } from './world.ts'

// One request costs the embedded database twice as much.
const PHONES = { server: 1000, embedded: 40 } as const
// A world takes its time on a busy machine, and one that is cut off lives on under the next test.
const TAKES_MS = 600_000

const ends = (seed: number | string, phones: number, use: (ended: Ended) => unknown = () => undefined) => withDatabase(async (database) => { await use(await simulate({ seed, phones, database })) })()

describe('the simulation', () => {
  test('of a thousand phones and the server breaks no promise', async () => {
    const seed = process.env.SIM_SEED ?? '1'
    const phones = PHONES[(await runDatabase()).kind]
    process.stdout.write(`simulation: seed ${seed}, ${phones} phones; again with: npm run sim -- --seed ${seed} --phones ${phones}\n`)
    await ends(seed, phones, ({ broken, history, stored }) => {
      expect(broken.slice(0, 20)).toEqual([])
      const fates = new Set(history.all.flatMap((happening) => (happening.what === 'request' ? [happening.fate] : [])))
      expect([...fates].sort()).toEqual([...FATES].sort())
      expect(stored.reports.length).toBeGreaterThan(phones)
      expect(stored.repairs.length).toBeGreaterThan(phones / 10)
    })
  }, TAKES_MS)

  test('lives the same life again from the same seed, and another from another', async () => {
    const hashes: string[] = []
    for (const seed of [7, 7, 8]) await ends(seed, 8, ({ history }) => hashes.push(history.hash()))
    expect(hashes[1]).toBe(hashes[0])
    expect(hashes[2]).not.toBe(hashes[0])
  }, TAKES_MS)

  test('leads to the same state when its history is replayed without what was sent again (I7)', async () => {
    let was: Omit<Parameters<typeof replay>[0], 'database'> & { state: string } | undefined
    await withDatabase(async (database) => {
      const world = { seed: 3, phones: 25 }
      const { log } = await simulate({ ...world, database })
      was = { ...world, log, openers: await openers(database), held: await heldNames(database), state: await stateOf(database) }
    })()
    await withDatabase(async (database) => {
      expect(await replay({ ...was!, database })).toBe(was!.state)
    })()
  }, TAKES_MS)
})
