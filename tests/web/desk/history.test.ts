import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { TIMELINE_PAGE } from '../../../geo/damages/contract.ts'
import type { DamageWhole, TimelineEntry } from '../../../geo/damages/damage.ts'
import { createHistory } from '../../../web/store/history.ts'

const OLD = 30
/** Lines of a timeline down to, and without, an older one; all of one thing, as many are. */
const lines = (from: number, without: number) => Array.from({ length: from - without }, (_, n) => ({ seq: from - n, id: 'repair', body: { n: from - n } }) as unknown as TimelineEntry)

/** A history that grows, of which each page is read as the server would give it; the first one is written over in place, as the panel's store does. */
function makeHistory() {
  let newest = TIMELINE_PAGE + OLD
  const page = lines(newest, newest - TIMELINE_PAGE)
  const [damage, set] = createSignal({ id: 'a', merged: [] as DamageWhole['merged'], timeline: page }, { equals: false })
  return createRoot(() => ({
    history: createHistory(damage, (_, before) => Promise.resolve(lines(before - 1, Math.max(0, before - 1 - TIMELINE_PAGE)))),
    grow(more: number) {
      newest += more
      lines(newest, newest - TIMELINE_PAGE).forEach((entry, n) => Object.assign(page[n]!, entry))
      set((now) => now)
    },
    merge: () => set((now) => ({ ...now, merged: [{ id: 'b' } as DamageWhole['merged'][number]] })),
  }))
}
const whole = (known: readonly TimelineEntry[]) => known.every(({ seq, body }, n) => body['n'] === seq && (n === 0 || seq === known[n - 1]!.seq - 1))

test('older lines of a timeline are read page by page to the first, and nothing is missing when more happens', async () => {
  const { history, grow } = makeHistory()
  expect([history.known().length, history.hasOlder()]).toEqual([TIMELINE_PAGE, true])
  await history.readOlder()
  expect([history.known().length, history.known().at(-1)!.seq, history.hasOlder()]).toEqual([TIMELINE_PAGE + OLD, 1, false])
  grow(7)
  expect(history.known().length).toBe(TIMELINE_PAGE + OLD + 7)
  expect(whole(history.known())).toBe(true)
})

test('the timeline of a damage that another was merged into begins anew', async () => {
  const { history, merge } = makeHistory()
  await history.readOlder()
  merge()
  expect([history.known().length, history.hasOlder()]).toEqual([TIMELINE_PAGE, true])
})
