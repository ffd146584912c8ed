import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'

/** The moment by which things are judged, in milliseconds: it goes on by itself, and at once when they were read anew. What began since the last beat else seems still to come. */
export function createNow(readings: Accessor<unknown>, everyMs: number, now: () => number = Date.now): Accessor<number> {
  const [beat, setBeat] = createSignal(undefined, { equals: false })
  const beating = setInterval(() => setBeat(undefined), everyMs)
  onCleanup(() => clearInterval(beating))
  return createMemo(() => {
    beat()
    readings()
    return now()
  })
}
