import { expect, test } from 'vitest'
import { CHIPS } from '../../../web/desk/chips.ts'
import { createCounts } from '../../../web/store/counts.ts'

type Read = NonNullable<Parameters<typeof createCounts>[1]>
const COUNTS: Awaited<ReturnType<Read>> = { total: 9, severity: { 4: 2, unknown: 7 }, function: { out: 5, full: 4 }, verification: { verified: 9 }, repair: { none: 3, proposed: 1, approved: 2, assigned: 3 } }

test('the quick filters are counted by one question, several values of a thing together', async () => {
  const asked: object[] = []
  const counts = createCounts(CHIPS, async (within) => { asked.push(within); return COUNTS })
  await counts.ask({ area: 'UA63' })
  expect(asked).toEqual([{ area: 'UA63' }])
  expect({ ...counts.state }).toEqual({ out: 5, destroyed: 2, unverified: 0, unassigned: 6, blocked: 0 })
})

test('a question that was overtaken says nothing', async () => {
  const answers: ((counts: typeof COUNTS) => void)[] = []
  const signals: AbortSignal[] = []
  const counts = createCounts(CHIPS, (_, signal) => new Promise((resolve, reject) => {
    signals.push(signal)
    answers.push(resolve)
    signal.addEventListener('abort', () => reject(signal.reason))
  }))
  const first = counts.ask({})
  const second = counts.ask({ area: 'UA63' })
  expect(signals[0]!.aborted).toBe(true)
  answers[1]!(COUNTS)
  await Promise.all([first, second])
  expect(counts.state.out).toBe(5)
})
