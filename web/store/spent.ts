import { createMemo, on, type Accessor } from 'solid-js'
import type { Clock } from '../../geo/clocks/clocks.ts'
import { createNow } from './now.ts'

const HOUR_MS = 3_600_000

/** The time in milliseconds that a clock on the screen has run: what was told of it and, while it runs, what went by since it was told. */
export function createSpentMs(clock: Accessor<Pick<Clock, 'spentH' | 'state'>>, everyMs: number, now: () => number = Date.now): Accessor<number> {
  // A reading puts new hours into the clock that is shown: the time since an earlier one is in them already.
  const told = createMemo(on([() => clock().spentH, () => clock().state], now))
  const beat = createNow(told, everyMs, now)
  return () => clock().spentH * HOUR_MS + (clock().state === 'running' ? Math.max(0, beat() - told()) : 0)
}
