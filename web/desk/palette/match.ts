import { folded } from '../../../geo/fold.ts'

/** What can be found by its words, in as many languages as it has them. */
export type Entry = { readonly id: string; readonly words: readonly string[] }

const INSIDE_FROM = 3 // fewer letters inside a word say nothing

/** How well a typed word fits some words that are folded: 3 at their beginning, 2 at that of a later one, 1 inside, 0 not at all. */
function fitOf(words: string, typed: string): number {
  const at = words.indexOf(typed)
  if (at < 0) return 0
  if (at === 0) return 3
  return words.includes(` ${typed}`) ? 2 : typed.length >= INSIDE_FROM ? 1 : 0
}

/** How well what was typed fits: every word of it must; the language that fits best counts. */
function scoreOf(words: readonly string[], typed: readonly string[]): number {
  const scores = words.map((said) => {
    const fits = typed.map((one) => fitOf(said, one))
    return fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, 0) / fits.length
  })
  return Math.max(0, ...scores)
}

/**
 * The entries that what was typed fits, the best first, then those that were used lately (`recent`, the latest first), then as they stood.
 * Nothing typed leaves all as they stood. Words are compared folded: case, apostrophes and the letters of the two languages make no difference.
 */
export function matching<E extends Entry>(entries: readonly E[], text: string, recent: readonly string[]): E[] {
  const typed = folded(text).split(' ').filter(Boolean)
  if (typed.length === 0) return [...entries]
  const place = (id: string) => { const at = recent.indexOf(id); return at < 0 ? recent.length : at }
  return entries
    .map((entry, at) => ({ entry, at, score: scoreOf(entry.words.map(folded), typed), used: place(entry.id) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.used - b.used || a.at - b.at)
    .map(({ entry }) => entry)
}
