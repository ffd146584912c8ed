import { createRoot, createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { createSpentMs } from '../../../web/store/spent.ts'

const [HOUR, MINUTE] = [3_600_000, 60_000]

function withClock(use: (kit: { spent: () => number; pass: (ms: number) => void; tell: (spentH: number, state: 'running' | 'paused') => void }) => void) {
  vi.useFakeTimers()
  try {
    createRoot((dispose) => {
      const [clock, tell] = createSignal<{ spentH: number; state: 'running' | 'paused' }>({ spentH: 2, state: 'running' })
      const spent = createSpentMs(clock, 30_000)
      use({ spent, pass: (ms) => vi.advanceTimersByTime(ms), tell: (spentH, state) => tell({ spentH, state }) })
      dispose()
    })
  } finally {
    vi.useRealTimers()
  }
}

test('a clock on the screen goes on by itself', () => withClock(({ spent, pass }) => {
  expect(spent()).toBe(2 * HOUR)
  pass(10 * MINUTE)
  expect(spent()).toBe(2 * HOUR + 10 * MINUTE)
}))

test('a clock that is read again counts the time since it was first shown once', () => withClock(({ spent, pass, tell }) => {
  pass(30 * MINUTE)
  tell(2.5, 'running')
  expect(spent()).toBe(2.5 * HOUR)
  pass(MINUTE)
  expect(spent()).toBe(2.5 * HOUR + MINUTE)
}))

test('a clock that stood still goes on from when it was told to run, with the same hours', () => withClock(({ spent, pass, tell }) => {
  tell(2, 'paused')
  expect(spent()).toBe(2 * HOUR)
  pass(HOUR)
  expect(spent()).toBe(2 * HOUR)
  tell(2, 'running')
  expect(spent()).toBe(2 * HOUR)
  pass(MINUTE)
  expect(spent()).toBe(2 * HOUR + MINUTE)
}))

test('another clock in the place of one is told anew', () => createRoot((dispose) => {
  let now = 0
  const [clock, show] = createSignal({ spentH: 2, state: 'running' as const })
  const spent = createSpentMs(clock, 30_000, () => now)
  expect(spent()).toBe(2 * HOUR)
  now = 5 * HOUR
  show({ spentH: 1, state: 'running' as const })
  expect(spent()).toBe(HOUR)
  dispose()
}))
