import type { Names } from '../../geo/text.ts'

/** Damages that have something in common, as the server counts them. */
export type Group = { readonly key: string | null; readonly names: Names; readonly count: number }

/** A group as it lies in the list: the line of its head, if it has one, and of its first row. */
export type Section = Group & { readonly head: number | null; readonly firstRow: number; readonly open: boolean }

/** Groups one below the other: a head each, then its rows unless it is folded up. Without heads it is one plain list. */
export function layOut(groups: readonly Group[], heads: boolean, closed: ReadonlySet<string>): Section[] {
  let line = 0
  return groups.map(({ key, names, count }) => {
    const open = !closed.has(key ?? '')
    const head = heads ? line : null
    const firstRow = line + (heads ? 1 : 0)
    line = firstRow + (open ? count : 0)
    return { key, names, count, head, firstRow, open }
  })
}

const endOf = (section: Section) => section.firstRow + (section.open ? section.count : 0)

/** How many lines there are. */
export const linesOf = (sections: readonly Section[]): number => (sections.length === 0 ? 0 : endOf(sections.at(-1)!))

/** The group that a line is of, with the row in it; -1 is its head. */
export function lineAt(sections: readonly Section[], line: number): { readonly section: Section; readonly row: number } | undefined {
  let [low, high] = [0, sections.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const section = sections[middle]!
    if (line < (section.head ?? section.firstRow)) high = middle - 1
    else if (line >= endOf(section)) low = middle + 1
    else return { section, row: line - section.firstRow }
  }
  return undefined
}

/** The line that a group begins at, or -1. */
export function sectionStart(sections: readonly Section[], key: string | null): number {
  const section = sections.find((one) => one.key === key)
  return section === undefined ? -1 : section.head ?? section.firstRow
}

/** Heights of a line, in pixels. */
export type Heights = { readonly row: number; readonly head: number }

/** Heads that stand above a line. */
const headsAbove = (sections: readonly Section[], line: number) => {
  let [low, high] = [0, sections.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const { head } = sections[middle]!
    if (head !== null && head < line) low = middle + 1
    else high = middle
  }
  return low
}

/** Where a line begins, in pixels from the first. */
export function topOf(sections: readonly Section[], line: number, { row, head }: Heights): number {
  const heads = headsAbove(sections, line)
  return heads * head + (line - heads) * row
}

/** The line that lies at a height. */
export function lineAtTop(sections: readonly Section[], px: number, heights: Heights): number {
  let [low, high] = [0, Math.max(0, linesOf(sections) - 1)]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (topOf(sections, middle, heights) <= px) low = middle
    else high = middle - 1
  }
  return low
}
