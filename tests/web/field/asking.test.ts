import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { createAsking } from '../../../web/field/asking.ts'

test('what was done closes the question that it answers, and none that was opened meanwhile', () => createRoot(async (end) => {
  const { asking, ask, after } = createAsking<string>()
  let kept: () => void = () => undefined
  const slow = () => new Promise<void>((resolve) => { kept = resolve })

  const there = after(slow) // "we are there" asks nothing
  ask('in_progress') // its photo is asked for while the first is still being kept
  kept()
  await there
  expect(asking()).toBe('in_progress')

  const begun = after(slow)
  kept()
  await begun
  expect(asking()).toBeNull()

  ask('blocked')
  const blocked = after(slow)
  ask(null)
  ask('blocked') // closed and opened again: another question, though about the same
  kept()
  await blocked
  expect(asking()).toBe('blocked')
  end()
}))

test('what failed leaves its question open', () => createRoot(async (end) => {
  const { asking, ask, after } = createAsking<string>()
  ask('restored')
  await expect(after(() => Promise.reject(new Error('full')))).rejects.toThrow('full')
  expect(asking()).toBe('restored')
  end()
}))
