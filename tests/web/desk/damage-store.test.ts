import { expect, test } from 'vitest'
import type { DamageWhole } from '../../../geo/damages/damage.ts'
import { createDamage } from '../../../web/store/damage.ts'

/** Reads that are answered when the test says so, in any order, and end when they are called off. */
function makeReads() {
  const open: { answer: (version: number) => void }[] = []
  const read = (id: string, signal: AbortSignal) => new Promise<DamageWhole>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
    open.push({ answer: (version) => resolve({ id, version } as DamageWhole) })
  })
  return { open, read }
}

test('who waits for a reading that a later one calls off waits for that one', async () => {
  const { open, read } = makeReads()
  const damage = createDamage(read)
  const chosen = damage.choose('a')
  open[0]!.answer(1)
  await chosen
  // Read again after a refusal, while a change that was heard asks for it once more.
  let seen: number | undefined
  const mine = damage.refresh().then(() => { seen = damage.state.whole?.version })
  const heard = damage.refresh()
  await new Promise((turn) => setTimeout(turn))
  expect(seen).toBeUndefined()
  open[2]!.answer(2)
  await Promise.all([mine, heard])
  expect(seen).toBe(2)
})

test('closing the panel ends what is under way', async () => {
  const { read } = makeReads()
  const damage = createDamage(read)
  const chosen = damage.choose('a')
  await damage.choose(null)
  await chosen
  expect(damage.state).toMatchObject({ id: null, whole: null, phase: 'ready' })
})
