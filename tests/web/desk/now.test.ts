import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { createNow } from '../../../web/store/now.ts'

test('what was read is judged by the moment of its reading, not by that of the last beat', () => createRoot((dispose) => {
  let clock = 1000
  const [readings, setReadings] = createSignal(0)
  const now = createNow(readings, 30_000, () => clock)
  expect(now()).toBe(1000)
  clock = 9000
  expect(now()).toBe(1000)
  setReadings(1)
  expect(now()).toBe(9000)
  dispose()
}))
