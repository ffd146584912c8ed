import { createSignal, onCleanup } from 'solid-js'

const BEAT_MS = 30_000

/** Beats until it is ended. */
type Beats = (beat: () => void, everyMs: number) => () => void
const onClock: Beats = (beat, everyMs) => {
  const beating = setInterval(beat, everyMs)
  return () => clearInterval(beating)
}

/** The moment in milliseconds, again each half minute once something on the screen depends on it: what was a minute ago does not stay so on a screen that nobody touches. */
export function createMoment(now: () => number = Date.now, beats: Beats = onClock): () => number {
  const [beat, setBeat] = createSignal(undefined, { equals: false })
  let end: (() => void) | undefined
  onCleanup(() => end?.())
  return () => {
    end ??= beats(() => setBeat(undefined), BEAT_MS)
    beat()
    return now()
  }
}
