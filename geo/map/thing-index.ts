import { makeIdTable, type IdTable } from './id-table.ts'
import { COVERED, REPAIRS, traitOf, traitsOf, type Thing } from './thing.ts'
import { stepsX, stepsY } from './world.ts'

/** A growing list of texts with a small number for each; 0 stands for null. */
type Dictionary = { code(text: string | null): number; readonly texts: readonly (string | null)[] }

function makeDictionary(): Dictionary {
  const texts: (string | null)[] = [null]
  const codes = new Map<string | null, number>([[null, 0]])
  return {
    texts,
    code(text) {
      const known = codes.get(text)
      if (known !== undefined) return known
      codes.set(text, texts.length)
      return texts.push(text) - 1
    },
  }
}

/** The columns of the index: one typed array for each fact, one place in each for a thing. */
export type Columns = {
  readonly x: Uint32Array
  readonly y: Uint32Array
  readonly traits: Uint16Array
  readonly kind: Uint16Array
  readonly area: Uint16Array
  readonly organisation: Uint16Array
  readonly crew: Uint16Array
  readonly repair: Uint8Array
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
  x: new Uint32Array(room), y: new Uint32Array(room), traits: new Uint16Array(room), kind: new Uint16Array(room), area: new Uint16Array(room),
  organisation: new Uint16Array(room), crew: new Uint16Array(room), repair: new Uint8Array(room), tier: new Uint8Array(room), people: new Int32Array(room), version: new Uint32Array(room),
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
  readonly dictionaries: readonly [Dictionary, Dictionary, Dictionary, Dictionary]; readonly elsewhere: ReadonlyMap<string, number>; readonly awaited: ReadonlyMap<number, string>
}

/** An empty index, or a copy of what another has. `put` and `drop` keep it; `look` in `look.ts` asks it. */
export function makeThingIndex(from?: Parts) {
  let columns = from === undefined ? columnsOf(1024) : grown(from.columns, from.columns.x.length)
  let end = from?.end ?? 0
  const free: number[] = [...from?.free ?? []]
  const ids = from?.ids.copy() ?? makeIdTable()
  const dictionaries = from?.dictionaries ?? [makeDictionary(), makeDictionary(), makeDictionary(), makeDictionary()] // copies share them: they only grow
  const [kinds, areas, organisations, crews] = dictionaries
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

  /** Counts an open damage in or out at its site. */
  function stand(row: number, id: string | null, by: 1 | -1) {
    if (row >= 0) {
      const count = Math.max(0, columns.standing[row]! + by)
      columns.standing[row] = count
      columns.traits[row] = count > 0 ? columns.traits[row]! | COVERED : columns.traits[row]! & ~COVERED
    } else if (id !== null) {
      const count = (elsewhere.get(id) ?? 0) + by
      if (count > 0) elsewhere.set(id, count)
      else elsewhere.delete(id)
    }
  }
  const isOpen = (row: number) => traitOf(columns.traits[row]!, 'state') === 'open' && traitOf(columns.traits[row]!, 'what') === 'damage'
  /** The site of a damage whose site came after it, or never will. */
  const awaited = new Map<number, string>(from?.awaited)

  function retire(row: number) {
    leave(row)
    if (isOpen(row)) stand(columns.site[row]!, awaited.get(row) ?? null, -1)
    awaited.delete(row)
  }

  return {
    /** The columns as they are now; they are replaced when the index grows. */
    columns: () => columns,
    tiles: tiles as ReadonlyMap<number, Readonly<Tile>>,
    idOf: ids.idOf,
    rowOf: ids.rowOf,
    kinds: kinds.texts, areas: areas.texts, organisations: organisations.texts, crews: crews.texts,
    /** How many things are in it. */
    size: () => end - free.length,
    /** Rows of open damages at sites that are not in it, such as lines, with the id of the site. */
    astray: () => awaited.entries(),
    /** All that it is made of: `makeThingIndex` makes a copy of it. */
    parts: (): Parts => ({ columns, end, free, ids, tiles, dictionaries, elsewhere, awaited }),

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
      columns.traits[row] = traitsOf(thing)
      columns.kind[row] = kinds.code(thing.kind)
      columns.area[row] = areas.code(thing.area)
      columns.organisation[row] = organisations.code(thing.organisation)
      columns.crew[row] = crews.code(thing.crew)
      columns.repair[row] = thing.repair === null ? 0 : REPAIRS.indexOf(thing.repair)
      columns.tier[row] = thing.tier ?? 3
      columns.people[row] = thing.people ?? -1
      columns.version[row] = thing.version
      columns.site[row] = thing.what === 'damage' && thing.site !== null ? ids.rowOf(thing.site) : -1
      if (thing.what === 'site') {
        const before = known < 0 ? elsewhere.get(thing.id.toLowerCase()) ?? 0 : 0
        if (before > 0) adopt(thing.id.toLowerCase(), row)
        columns.standing[row] = columns.standing[row]! + before
        if (columns.standing[row]! > 0) columns.traits[row] = columns.traits[row]! | COVERED
      } else if (thing.state === 'open') {
        const id = thing.site === null || columns.site[row]! >= 0 ? null : thing.site.toLowerCase()
        if (id !== null) awaited.set(row, id)
        stand(columns.site[row]!, id, 1)
      }
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
      columns.traits[row] = 0
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
