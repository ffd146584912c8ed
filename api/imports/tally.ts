import type { Refused, Row } from './rows.ts'

/** What became of the rows of one noun. */
export type Count = { read: number; new: number; changed: number; same: number; refused: number }

/** What an import did so far, and where refusals and progress are told. */
export type Tally = {
  readonly counts: Map<Row['noun'], Count>
  /** Rows passed over on purpose, by reason. */
  readonly skipped: Map<string, number>
  /** Rows that no noun could be made of. */
  unread: number
  readonly refused: (row: Refused) => void
  readonly progress: () => void
  readonly count: (noun: Row['noun']) => Count
  readonly skip: (why: string) => void
}

/** A tally at zero. `onRefused` hears of each refused row, `onProgress` after each batch. */
export function makeTally(onRefused: (row: Refused) => void = () => {}, onProgress: (tally: Tally) => void = () => {}): Tally {
  const counts = new Map<Row['noun'], Count>()
  const skipped = new Map<string, number>()
  const tally: Tally = {
    counts, skipped, unread: 0,
    refused: onRefused,
    progress: () => onProgress(tally),
    count(noun) {
      const found = counts.get(noun) ?? { read: 0, new: 0, changed: 0, same: 0, refused: 0 }
      counts.set(noun, found)
      return found
    },
    skip: (why) => void skipped.set(why, (skipped.get(why) ?? 0) + 1),
  }
  return tally
}

/** All nouns together. */
export function totalOf(tally: Tally): Count {
  const total = { read: tally.unread, new: 0, changed: 0, same: 0, refused: tally.unread }
  for (const count of tally.counts.values()) {
    for (const key of Object.keys(total) as (keyof Count)[]) total[key] += count[key]
  }
  return total
}
