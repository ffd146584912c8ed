import { createMemo, createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { makeFormat } from '../../../web/i18n/format.ts'
import { createMoment } from '../../../web/i18n/moment.ts'

test('what was a minute ago is not said to be so for ever, and nothing beats before something is said', () => {
  let [clock, ended] = [1_000_000, false]
  const beating: (() => void)[] = []
  createRoot((dispose) => {
    const now = createMoment(() => clock, (beat) => { beating.push(beat); return () => { ended = true } })
    expect(beating).toEqual([])
    const said = createMemo(() => makeFormat('en', 'now').relative(1_000_000, now()))
    expect([said(), beating.length]).toEqual(['now', 1])
    clock += 5 * 60_000
    beating[0]!()
    expect([said(), beating.length]).toEqual(['5 min ago', 1])
    dispose()
  })
  expect(ended).toBe(true)
})
