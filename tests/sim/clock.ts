import type { Quiet } from './quiet.ts'

/** Time that passes only when nothing is left to do now. */
export type VirtualClock = {
  nowMs(): number
  /** Does the work so much later; returns the end of it. Work that gives a promise is waited for, and must not wait for this clock. */
  after(waitMs: number, work: () => unknown): () => void
  /** Lets time pass until nothing is planned. */
  run(): Promise<void>
}

type Planned = { readonly atMs: number; readonly nth: number; work: (() => unknown) | undefined }

const sooner = (a: Planned, b: Planned) => a.atMs < b.atMs || (a.atMs === b.atMs && a.nth < b.nth)

/** The earliest first: a binary heap. */
function makeAgenda() {
  const heap: Planned[] = []
  return {
    put(planned: Planned) {
      let at = heap.push(planned) - 1
      while (at > 0) {
        const above = (at - 1) >> 1
        if (!sooner(planned, heap[above]!)) break
        heap[at] = heap[above]!
        at = above
      }
      heap[at] = planned
    },
    take(): Planned | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || heap.length === 0) return first
      let at = 0
      for (;;) {
        let below = at * 2 + 1
        if (below >= heap.length) break
        if (below + 1 < heap.length && sooner(heap[below + 1]!, heap[below]!)) below += 1
        if (!sooner(heap[below]!, last)) break
        heap[at] = heap[below]!
        at = below
      }
      heap[at] = last
      return first
    },
  }
}

/** A clock that begins at a time and steps from one planned thing to the next, each finished before the following. */
export function makeClock(beginMs: number, quiet: Quiet): VirtualClock {
  const agenda = makeAgenda()
  let nowMs = beginMs
  let nth = 0
  return {
    nowMs: () => nowMs,
    after(waitMs, work) {
      const planned: Planned = { atMs: nowMs + Math.max(0, waitMs), nth: (nth += 1), work }
      agenda.put(planned)
      return () => { planned.work = undefined }
    },
    async run() {
      for (let planned = agenda.take(); planned !== undefined; planned = agenda.take()) {
        if (planned.work === undefined) continue
        nowMs = planned.atMs
        await planned.work()
        await quiet.settled()
      }
    },
  }
}
