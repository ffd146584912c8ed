import { makeCensus, type Census } from './census.ts'
import { makeFacts, type Facts } from './facts.ts'
import { makeIdTable, type IdTable } from './id-table.ts'
import { REPAIRS, traitOf, traitsOf, type Thing, type Trait } from './thing.ts'
import { stepsX, stepsY } from './world.ts'

/** The columns of the index: one typed array for each fact, one place in each for a thing. */
export type Columns = {
  readonly x: Uint32Array
  readonly y: Uint32Array
  /** Its numbers among the facts of the index. */
  readonly what: Uint32Array
  readonly whose: Uint32Array
  readonly tier: Uint8Array
  /** People without service because of a damage, or -1. */
  readonly people: Int32Array
  readonly version: Uint32Array
  /** The row of the site that a damage is at, or -1. */
  readonly site: Int32Array
  /** How many open damages stand for a site. */
  readonly standing: Uint16Array
  /** The tile of zoom 8 that a thing is in, or -1 for what has no place, and its place in that tile's list. */
  readonly tile: Int32Array
  readonly place: Int32Array
}

const columnsOf = (room: number): Columns => ({
  x: new Uint32Array(room), y: new Uint32Array(room), what: new Uint32Array(room), whose: new Uint32Array(room),
  tier: new Uint8Array(room), people: new Int32Array(room), version: new Uint32Array(room),
  site: new Int32Array(room), standing: new Uint16Array(room), tile: new Int32Array(room), place: new Int32Array(room),
})

function grown(columns: Columns, room: number): Columns {
  const larger = columnsOf(room)
  for (const name of Object.keys(columns) as (keyof Columns)[]) (larger[name] as Uint32Array).set(columns[name] as Uint32Array)
  return larger
}

/** The key of the list of what has no place. */
export const NOWHERE = -1

/** The rows of a tile of zoom 8: `rows` has room for more than `count`. */
export type Tile = { rows: Int32Array; count: number }

/** All located things in memory, as columns: what is asked of any view is answered by a walk over typed arrays. */
export type ThingIndex = ReturnType<typeof makeThingIndex>

/** What an index is made of, to make another of. */
type Parts = {
  readonly columns: Columns; readonly end: number; readonly free: readonly number[]; readonly ids: IdTable; readonly tiles: ReadonlyMap<number, Readonly<Tile>>
  readonly facts: Facts; readonly census: Census; readonly elsewhere: ReadonlyMap<string, number>; readonly awaited: ReadonlyMap<number, string>
}

/** An empty index, or a copy of what another has. `put` and `drop` keep it; `look` in `look.ts` asks it. */
export function makeThingIndex(from?: Parts) {
  let columns = from === undefined ? columnsOf(1024) : grown(from.columns, from.columns.x.length)
  let end = from?.end ?? 0
  const free: number[] = [...from?.free ?? []]
  const ids = from?.ids.copy() ?? makeIdTable()
  const facts = from?.facts ?? makeFacts() // copies share them: they only grow
  const census = from?.census.copy() ?? makeCensus()
  const tiles = new Map<number, Tile>([...from?.tiles ?? []].map(([key, { rows, count }]) => [key, { rows: rows.slice(), count }]))
  /** Open damages at sites that are not here, such as lines, which the map does not show as points. */
  const elsewhere = new Map<string, number>(from?.elsewhere)

  function takeRow(): number {
    const row = free.pop()
    if (row !== undefined) return row
    if (end === columns.x.length) columns = grown(columns, end * 2)
    return end++
  }

  function enter(row: number, placed: boolean) {
    const key = !placed ? NOWHERE : ((columns.x[row]! >>> 24) << 8) | (columns.y[row]! >>> 24)
    const tile = tiles.get(key) ?? { rows: new Int32Array(4), count: 0 }
    tiles.set(key, tile)
    if (tile.count === tile.rows.length) {
      const larger = new Int32Array(tile.count * 2)
      larger.set(tile.rows)
      tile.rows = larger
    }
    columns.tile[row] = key
    columns.place[row] = tile.count
    tile.rows[tile.count++] = row
  }

  function leave(row: number) {
    const tile = tiles.get(columns.tile[row]!)
    if (tile === undefined) return
    const last = tile.rows[--tile.count]!
    const place = columns.place[row]!
    tile.rows[place] = last
    columns.place[last] = place
    if (tile.count === 0) tiles.delete(columns.tile[row]!)
  }

  /** Says of a site whether an open damage stands for it. */
  function cover(row: number) {
    columns.what[row] = facts.covered(columns.what[row]!, columns.standing[row]! > 0)
  }

  /** Counts an open damage in or out at its site. */
  function stand(row: number, id: string | null, by: 1 | -1) {
    if (row >= 0) {
      const count = Math.max(0, columns.standing[row]! + by)
      columns.standing[row] = count
      cover(row)
    } else if (id !== null) {
      const count = (elsewhere.get(id) ?? 0) + by
      if (count > 0) elsewhere.set(id, count)
      else elsewhere.delete(id)
    }
  }
  const traitAt = (row: number, name: Trait) => traitOf(facts.what.all[columns.what[row]!]!.traits, name)
  const isOpen = (row: number) => traitAt(row, 'state') === 'open' && traitAt(row, 'what') === 'damage'
  /** The site of a damage whose site came after it, or never will. */
  const awaited = new Map<number, string>(from?.awaited)

  /** Counts a damage in or out among those that have all in common with it. */
  const count = (row: number, by: 1 | -1) => { if (traitAt(row, 'what') === 'damage') census.add(columns.what[row]!, columns.whose[row]!, by) }

  function retire(row: number) {
    leave(row)
    count(row, -1)
    if (isOpen(row)) stand(columns.site[row]!, awaited.get(row) ?? null, -1)
    awaited.delete(row)
  }

  return {
    /** The columns as they are now; they are replaced when the index grows. */
    columns: () => columns,
    tiles: tiles as ReadonlyMap<number, Readonly<Tile>>,
    idOf: ids.idOf,
    rowOf: ids.rowOf,
    facts,
    /** Its damages by what they have in common. */
    census,
    /** How many things are in it. */
    size: () => end - free.length,
    /** Rows of open damages at sites that are not in it, such as lines, with the id of the site. */
    astray: () => awaited.entries(),
    /** All that it is made of: `makeThingIndex` makes a copy of it. */
    parts: (): Parts => ({ columns, end, free, ids, tiles, facts, census, elsewhere, awaited }),

    /** Puts a thing in, or its present facts over its former. Throws a RangeError when its id is no UUID. */
    put(thing: Thing): void {
      const known = ids.rowOf(thing.id)
      const row = known < 0 ? takeRow() : known
      if (known < 0) {
        ids.set(thing.id, row)
        columns.standing[row] = 0
      } else retire(row)
      columns.x[row] = stepsX(thing.position?.[0] ?? 0)
      columns.y[row] = stepsY(thing.position?.[1] ?? 0)
      columns.what[row] = facts.what.code({ traits: traitsOf(thing), kind: thing.kind, repair: thing.repair === null ? 0 : REPAIRS.indexOf(thing.repair) })
      columns.whose[row] = facts.whose.code({ area: thing.area, organisation: thing.organisation })
      columns.tier[row] = thing.tier ?? 3
      columns.people[row] = thing.people ?? -1
      columns.version[row] = thing.version
      columns.site[row] = thing.what === 'damage' && thing.site !== null ? ids.rowOf(thing.site) : -1
      if (thing.what === 'site') {
        const before = known < 0 ? elsewhere.get(thing.id.toLowerCase()) ?? 0 : 0
        if (before > 0) adopt(thing.id.toLowerCase(), row)
        columns.standing[row] = columns.standing[row]! + before
        cover(row)
      } else if (thing.state === 'open') {
        const id = thing.site === null || columns.site[row]! >= 0 ? null : thing.site.toLowerCase()
        if (id !== null) awaited.set(row, id)
        stand(columns.site[row]!, id, 1)
      }
      count(row, 1)
      enter(row, thing.position !== null)
    },

    /** Takes a thing out; one that is not there is no error. */
    drop(id: string): void {
      const row = ids.rowOf(id)
      if (row < 0) return
      retire(row)
      // Damages that stand for a site that goes wait for it under its id, should it come again.
      if (columns.standing[row]! > 0) orphan(row, id.toLowerCase())
      ids.delete(row)
      free.push(row)
    },
  }

  /** A site came that open damages had named before: they are at its row now. */
  function adopt(id: string, row: number) {
    for (const [damage, site] of awaited) {
      if (site !== id) continue
      columns.site[damage] = row
      awaited.delete(damage)
    }
    elsewhere.delete(id)
  }

  function orphan(row: number, id: string) {
    elsewhere.set(id, columns.standing[row]!)
    columns.standing[row] = 0
    for (const { rows, count } of tiles.values()) {
      for (let at = 0; at < count; at += 1) {
        const damage = rows[at]!
        if (columns.site[damage] !== row) continue
        columns.site[damage] = -1
        if (isOpen(damage)) awaited.set(damage, id)
      }
    }
  }
}
