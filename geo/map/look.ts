import { sieve, type View } from './sieve.ts'
import { traitOf } from './thing.ts'
import { NOWHERE, type Columns, type ThingIndex, type Tile } from './thing-index.ts'
import { degreesAt, stepsX, stepsY } from './world.ts'

/** Many things drawn as one, at their mean place; `worst` is the worst severity of its damages, null when none is known. */
export type Cluster = { readonly position: [number, number]; readonly sites: number; readonly damages: number; readonly out: number; readonly worst: number | null }

/** What is in a view: rows to be shown one by one, clusters, and places of sites that are only hinted at, as lon, lat, lon, lat. */
export type Seen = { readonly rows: readonly number[]; readonly clusters: readonly Cluster[]; readonly dots: readonly number[]; readonly damages: number; readonly sites: number }

const DAMAGES_SINGLY = 500 // that many the client gathers by itself
const SITES_SINGLY = 600
const SITES_FROM = 8 // zoom below which a country's sites would hide its damages: they are dots
const CELLS_AT_MOST = 1400
const DOTS_AT_MOST = 4000

/** A rectangle of the world square, in steps. */
export type Window = { readonly west: number; readonly east: number; readonly north: number; readonly south: number }

/** The one or two windows of a box. */
export const windowsOf = ([west, south, east, north]: View['box']): Window[] => {
  const of = (from: number, to: number) => ({ west: stepsX(from), east: stepsX(to), north: stepsY(north), south: stepsY(south) })
  return west <= east ? [of(west, east)] : [of(west, 180), of(-180, east)]
}

/** Calls back for every tile that a window touches; rows of tiles that lie `whole` in it need not be compared one by one. */
export function eachTile({ tiles }: ThingIndex, { west, east, north, south }: Window, take: (tile: Readonly<Tile>, whole: boolean) => void) {
  const [left, right, top, bottom] = [west >>> 24, east >>> 24, north >>> 24, south >>> 24]
  for (const [key, tile] of tiles) {
    if (key === NOWHERE) continue
    const [column, line] = [key >>> 8, key & 255]
    if (column < left || column > right || line < top || line > bottom) continue
    take(tile, column > left && column < right && line > top && line < bottom)
  }
}

/** Calls back for every row in a window. */
export function walk(index: ThingIndex, { x, y }: Columns, window: Window, take: (row: number) => void) {
  eachTile(index, window, ({ rows, count }, whole) => {
    for (let at = 0; at < count; at += 1) {
      const row = rows[at]!
      if (whole || (x[row]! >= window.west && x[row]! <= window.east && y[row]! >= window.north && y[row]! <= window.south)) take(row)
    }
  })
}

/** The cells of a window: those of `shift` bits a side, `wide` of them in a line, counted from `from` at column `left` and line `top`. */
type Grid = { readonly shift: number; readonly left: number; readonly top: number; readonly wide: number; readonly from: number }

/** A grid of square cells over the windows of a view: a side of about `pixels` at the zoom, and longer where there would be over `most` cells. */
function gridOver(windows: readonly Window[], zoom: number, pixels: number, most: number): { readonly cells: number; readonly parts: readonly Grid[] } {
  let shift = Math.max(0, Math.min(31, 24 - Math.round(zoom) + Math.log2(pixels)))
  const columns = (window: Window) => (window.east >>> shift) - (window.west >>> shift) + 1
  const lines = (window: Window) => (window.south >>> shift) - (window.north >>> shift) + 1
  const cells = () => windows.reduce((sum, window) => sum + columns(window) * lines(window), 0)
  while (shift < 31 && cells() > most) shift += 1
  let before = 0
  const parts = windows.map((window) => {
    const from = before
    before += columns(window) * lines(window)
    return { shift, left: window.west >>> shift, top: window.north >>> shift, wide: columns(window), from }
  })
  return { cells: before, parts }
}

/** What each cell of a grid has gathered. A cell with damages stands where they are, else where its sites are. */
const cellsOf = (count: number) => ({
  damages: new Uint32Array(count), sites: new Uint32Array(count), out: new Uint32Array(count), worst: new Int8Array(count).fill(-1),
  damageX: new Float64Array(count), damageY: new Float64Array(count), siteX: new Float64Array(count), siteY: new Float64Array(count),
  damage: new Int32Array(count), site: new Int32Array(count),
})

// What a row is to the eye, as one number; 0: it is not shown.
const [SHOWN, DAMAGE, OUT, SEVERITY] = [1, 2, 4, 3] // and from the fourth bit on its severity, plus 1

/** By the number of what a thing is: how it looks, or 0. */
const looksOf = ({ facts }: ThingIndex, wanted: Uint8Array) => Uint8Array.from(facts.what.all, ({ traits }, code) => (wanted[code] === 0 ? 0
  : SHOWN | (traitOf(traits, 'what') === 'damage' ? DAMAGE : 0) | (traitOf(traits, 'function') === 'out' ? OUT : 0) | ((((traitOf(traits, 'severity') as number | null) ?? -1) + 1) << SEVERITY)))

/** What is in a view, worked out in one walk over the rows of the tiles that it touches. */
export function look(index: ThingIndex, view: View): Seen {
  const columns = index.columns()
  const { x: xs, y: ys, what } = columns
  const { wanted, meant } = sieve(index, columns, view)
  const looks = looksOf(index, wanted)
  const windows = windowsOf(view.box)
  const hinted = view.zoom < SITES_FROM
  const grid = gridOver(windows, view.zoom, 64, CELLS_AT_MOST)
  const fine = gridOver(windows, view.zoom, 8, DOTS_AT_MOST)
  const cells = cellsOf(grid.cells)
  const dots = new Int32Array(fine.cells).fill(-1)
  const [damageRows, siteRows]: [number[], number[]] = [[], []]
  let [damages, sites] = [0, 0]

  // Two million rows may go through here for one view: no call, no closure and no array of its own for each.
  function gather({ rows, count }: Readonly<Tile>, bounds: Window | null, { shift, left, top, wide, from }: Grid, dot: Grid) {
    for (let at = 0; at < count; at += 1) {
      const row = rows[at]!
      const is = looks[what[row]!]!
      if (is === 0 || (meant !== null && !meant(row))) continue
      const [x, y] = [xs[row]!, ys[row]!]
      if (bounds !== null && (x < bounds.west || x > bounds.east || y < bounds.north || y > bounds.south)) continue
      if ((is & DAMAGE) === 0 && hinted) {
        sites += 1
        dots[dot.from + ((y >>> dot.shift) - dot.top) * dot.wide + (x >>> dot.shift) - dot.left] = row
        continue
      }
      const cell = from + ((y >>> shift) - top) * wide + (x >>> shift) - left
      if ((is & DAMAGE) !== 0) {
        if (damages++ < DAMAGES_SINGLY) damageRows.push(row)
        cells.damages[cell]! += 1
        cells.damageX[cell]! += x
        cells.damageY[cell]! += y
        if ((is & OUT) !== 0) cells.out[cell]! += 1
        if ((is >>> SEVERITY) - 1 > cells.worst[cell]!) cells.worst[cell] = (is >>> SEVERITY) - 1
        cells.damage[cell] = row
      } else {
        if (sites++ < SITES_SINGLY) siteRows.push(row)
        cells.sites[cell]! += 1
        cells.siteX[cell]! += x
        cells.siteY[cell]! += y
        cells.site[cell] = row
      }
    }
  }
  windows.forEach((window, part) => {
    eachTile(index, window, (tile, whole) => { gather(tile, whole ? null : window, grid.parts[part]!, fine.parts[part]!) })
  })
  const [manyDamages, manySites] = [damages > DAMAGES_SINGLY, !hinted && sites > SITES_SINGLY]
  const rows = [...(manyDamages ? [] : damageRows), ...(manySites ? [] : siteRows)]
  const clusters: Cluster[] = []
  for (let cell = 0; cell < grid.cells; cell += 1) {
    const counted = { damages: manyDamages ? cells.damages[cell]! : 0, sites: manySites ? cells.sites[cell]! : 0 }
    const together = counted.damages + counted.sites
    if (together === 1) rows.push(counted.damages === 1 ? cells.damage[cell]! : cells.site[cell]!)
    if (together < 2) continue
    const position = counted.damages > 0
      ? degreesAt(cells.damageX[cell]! / counted.damages, cells.damageY[cell]! / counted.damages)
      : degreesAt(cells.siteX[cell]! / counted.sites, cells.siteY[cell]! / counted.sites)
    clusters.push({ position, ...counted, out: manyDamages ? cells.out[cell]! : 0, worst: manyDamages && cells.worst[cell]! >= 0 ? cells.worst[cell]! : null })
  }
  return { rows, clusters, dots: [...dots].filter((row) => row >= 0).flatMap((row) => degreesAt(xs[row]!, ys[row]!)), damages, sites }
}
