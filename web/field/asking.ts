import { createSignal, type Accessor } from 'solid-js'

/**
 * What a card asks about before it acts, one thing at a time; null is nothing. `after` does the work and closes the question that it answers,
 * and no other: keeping something takes a slow phone a second, in which the next question may have been opened.
 */
export function createAsking<T>(): { readonly asking: Accessor<T | null>; readonly ask: (next: T | null) => void; readonly after: (work: () => Promise<void>) => Promise<void> } {
  const [asking, set] = createSignal<{ readonly about: T } | null>(null)
  const ask = (next: T | null) => { set(next === null ? null : { about: next }) }
  return {
    asking: () => asking()?.about ?? null, ask,
    async after(work) {
      const answered = asking()
      await work()
      if (asking() === answered) ask(null)
    },
  }
}
