import type { Work } from '../../../geo/plan/work.ts'

/** On which line of its lane each thing is drawn, so that none lies over another; and how many lines that takes. */
export function levelsOf(works: readonly Work[]): { readonly of: ReadonlyMap<string, number>; readonly lines: number } {
  const ends: number[] = []
  const of = new Map<string, number>()
  const times = works.flatMap((one) => (one.planned === null ? [] : [{ id: one.id, from: Date.parse(one.planned.from), until: Date.parse(one.planned.until) }]))
  for (const one of times.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))) {
    const free = ends.findIndex((end) => end <= one.from)
    const level = free < 0 ? ends.length : free
    ends[level] = one.until
    of.set(one.id, level)
  }
  return { of, lines: Math.max(1, ends.length) }
}
