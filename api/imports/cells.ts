import { scalar } from './read-geojson.ts'
import type { Feature } from './rows.ts'

/** A cell that cannot be understood: its row alone is refused, with this message. */
export class Unfit extends Error {}

/** Which column holds what, where the guesses would be wrong: field → column. */
export type Columns = Readonly<Record<string, string>>

/** Reads the cells of one feature by field, through the given column or else the first guess that holds something. */
export function cellsOf({ properties }: Feature, columns: Columns, guesses: Readonly<Record<string, readonly string[]>>) {
  const text = (field: string): string | null => {
    const named = columns[field]
    if (named !== undefined) return scalar(properties[named]) ?? null
    for (const column of guesses[field] ?? [field]) {
      const cell = scalar(properties[column])
      if (cell !== undefined) return cell
    }
    return null
  }
  return {
    text,
    /** A figure; null where the cell is empty or says NA. Throws Unfit where it is something else. */
    figure(field: string): number | null {
      const cell = text(field)
      if (cell === null || /^(na|n\/a|null|-)$/i.test(cell)) return null
      const value = Number(cell.replaceAll(/[\s\u00a0]/g, ''))
      if (!Number.isFinite(value)) throw new Unfit(`${field} is ${JSON.stringify(cell)}, which is no number`)
      return value
    },
  }
}
