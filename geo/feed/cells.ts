import type { Bbox } from '../space/position.ts'

const SIDE = 2 ** 20 // cells per axis: about 34 m of longitude, 19 m of latitude
/** The key of what has no place: after every place, so that no box holds it. The same is in migrations/0010-feed.sql. */
export const NO_PLACE = SIDE * SIDE

/** Keys from `low` to `high` along the Z-order curve; `inside`: every point there is in the box, without looking. */
export type KeyRange = { readonly low: number; readonly high: number; readonly inside: boolean }

const cellOf = (degrees: number, half: number) => Math.min(SIDE - 1, Math.floor(((degrees + half) / (2 * half)) * SIDE))

/** The bits of a number with a zero after each; by arithmetic, since the key has 40 bits. */
function spread(number: number): number {
  let [rest, bit, spreaded] = [number, 1, 0]
  for (; rest > 0; rest = Math.floor(rest / 2), bit *= 4) spreaded += (rest % 2) * bit
  return spreaded
}

/** The place of a point along the curve. */
export const keyOf = (lon: number, lat: number): number => spread(cellOf(lon, 180)) + 2 * spread(cellOf(lat, 90))

type Cell = { readonly x: number; readonly y: number; readonly size: number }
type Window = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }

const meets = (cell: Cell, w: Window) => cell.x <= w.x1 && cell.x + cell.size > w.x0 && cell.y <= w.y1 && cell.y + cell.size > w.y0
// The cells at the rim are cut by the box itself.
const isInside = (cell: Cell, w: Window) => cell.x > w.x0 && cell.x + cell.size <= w.x1 && cell.y > w.y0 && cell.y + cell.size <= w.y1
const quarters = ({ x, y, size }: Cell): Cell[] => {
  const half = size / 2
  return [{ x, y, size: half }, { x: x + half, y, size: half }, { x, y: y + half, size: half }, { x: x + half, y: y + half, size: half }]
}

function windowsOf([west, south, east, north]: Bbox): Window[] {
  const window = (from: number, to: number): Window => ({ x0: cellOf(from, 180), y0: cellOf(south, 90), x1: cellOf(to, 180), y1: cellOf(north, 90) })
  return west <= east ? [window(west, east)] : [window(west, 180), window(-180, east)]
}

/**
 * The ranges of keys in which every point of a box lies, in order and apart; about `most` of them, so their rims hold points outside.
 * A box over the antimeridian is two windows.
 */
export function rangesOf(box: Bbox, most = 24): KeyRange[] {
  const windows = windowsOf(box)
  const done: (Cell & { inside: boolean })[] = []
  let open: Cell[] = [{ x: 0, y: 0, size: SIDE }]
  while (open.length > 0) {
    const next: Cell[] = []
    for (const cell of open) {
      if (windows.some((window) => isInside(cell, window))) done.push({ ...cell, inside: true })
      else if (cell.size === 1) done.push({ ...cell, inside: false })
      else next.push(...quarters(cell).filter((part) => windows.some((window) => meets(part, window))))
    }
    open = next
    if (open.length + done.length > most) {
      done.push(...open.map((cell) => ({ ...cell, inside: false })))
      break
    }
  }
  const ranges = done.map(({ x, y, size, inside }) => {
    const low = spread(x) + 2 * spread(y)
    return { low, high: low + size * size - 1, inside }
  })
  return merged(ranges.sort((a, b) => a.low - b.low))
}

function merged(sorted: readonly KeyRange[]): KeyRange[] {
  const together: KeyRange[] = []
  for (const range of sorted) {
    const last = together.at(-1)
    if (last !== undefined && last.high + 1 === range.low && last.inside === range.inside) together[together.length - 1] = { ...last, high: range.high }
    else together.push(range)
  }
  return together
}
