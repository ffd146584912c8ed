import { z } from 'zod'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { DamageState, Verification } from '../../geo/damages/damage.ts'
import { ServiceState } from '../../geo/damages/grades.ts'
import type { Thing } from '../../geo/map/thing.ts'
import { makeThingIndex, type ThingIndex } from '../../geo/map/thing-index.ts'
import { Problem } from '../../geo/problems.ts'
import { RepairState } from '../../geo/repairs/lifecycle.ts'
import { Sector } from '../../geo/sites/kinds.ts'
import type { Database } from '../db/database.ts'
import { many, run, type Sql, type Tx } from '../db/sql.ts'
import { cursorNow } from '../events/commands.ts'
import { eventsAfter } from '../events/reading.ts'
import * as queries from './queries.ts'

/** What the map is made of, in the memory of this process: every thing, and which areas lie in which. */
export type Things = {
  readonly index: ThingIndex
  readonly lineages: ReadonlyMap<string, readonly string[]>
  /** The events up to which they are in step. */
  readonly cursor: string
}

/** Keeps the things of the map in step with the database by the cursor of `events`, as any other reader does. */
export type ThingFollower = {
  /** The things as of now. They are read whole at the first asking, then only what changed since the last. */
  upToDate(): Promise<Things>
}

/** A thing as the queries give it. */
export const Row = z.object({
  id: z.string(), what: z.enum(['site', 'damage']), kind: z.string(), sector: Sector.nullable(), lon: z.number().nullable(), lat: z.number().nullable(), area: z.string().nullable(),
  organisation: z.string().nullable(), version: z.number(), severity: z.number().nullable(), function: ServiceState.nullable(), state: DamageState.nullable(),
  tier: z.number().nullable(), people: z.number().nullable(), verification: Verification.nullable(), repair: z.union([RepairState, z.literal('none')]).nullable(), site: z.string().nullable(),
})
const Lineage = z.object({ code: z.string(), lineage: z.array(z.string()) })

const EVENTS_AT_ONCE = 500
const ANEW_FROM = 20_000 // events behind which reading everything is quicker than reading what changed

/** A row as the index takes it. */
export const thingOf = ({ lon, lat, ...row }: z.output<typeof Row>): Thing => ({ ...row, position: lon === null || lat === null ? null : [lon, lat] })

/** Rows of a cursor that is open already. Not parsed one by one: there may be a million, and they come from our own columns. */
async function takeAll(tx: Tx, fetch: Sql, index: ThingIndex): Promise<void> {
  for (;;) {
    const { rows } = await tx.query<z.output<typeof Row>>(fetch)
    for (const row of rows) index.put(thingOf(row))
    if (rows.length === 0) return
  }
}

async function readWhole(tx: Tx): Promise<Things> {
  const cursor = await cursorNow(tx) // before the rows: what commits meanwhile is read once more, never missed
  const index = makeThingIndex()
  await run(tx, queries.openEverything())
  await takeAll(tx, queries.fetchSites(), index)
  await run(tx, queries.openDamages())
  await takeAll(tx, queries.fetchDamages(), index)
  return { index, lineages: await readLineages(tx), cursor }
}

const readLineages = async (tx: Tx): Promise<Things['lineages']> => new Map((await many(tx, Lineage, queries.lineages())).map(({ code, lineage }) => [code, lineage]))

/** A follower over a database; nothing is read before it is asked. */
export function makeThingFollower(database: Pick<Database, 'read'>): ThingFollower {
  let held: (Things) | undefined
  let running: Promise<Things> | undefined
  let next: Promise<Things> | undefined

  async function catchUp(): Promise<Things> {
    if (held === undefined) return (held = await database.read(readWhole))
    const before = held
    try {
      return (held = await database.read((tx) => since(tx, before)))
    } catch (error) {
      if (!(error instanceof Problem && error.problem === 'cursor-unknown')) throw error
      return (held = await database.read(readWhole)) // the database was restored
    }
  }

  async function since(tx: Tx, before: Things): Promise<Things> {
    const [sites, damages] = [new Set<string>(), new Set<string>()]
    let { cursor } = before
    let areas = false
    for (let read = 0; ; read += EVENTS_AT_ONCE) {
      const page = await eventsAfter(tx, cursor, EVERYWHERE, EVENTS_AT_ONCE)
      for (const event of page.events) {
        if (event.noun === 'site') sites.add(event.id)
        if (event.damage !== null) damages.add(event.damage)
        areas ||= event.noun === 'area'
      }
      cursor = page.cursor
      if (read >= ANEW_FROM) return readWhole(tx)
      if (!page.more) break
    }
    if (sites.size + damages.size > 0) {
      const now = new Map((await many(tx, Row, queries.things([...sites], [...damages]))).map((row) => [row.id, row]))
      for (const id of [...sites, ...damages]) {
        const row = now.get(id)
        if (row === undefined) before.index.drop(id)
        else before.index.put(thingOf(row))
      }
    }
    return { index: before.index, lineages: areas ? await readLineages(tx) : before.lineages, cursor }
  }

  function start(): Promise<Things> {
    const flight = catchUp()
    const over = () => { if (running === flight) running = undefined }
    running = flight
    flight.then(over, over)
    return flight
  }

  return {
    // What is being read may have begun before the change that the asker knows of: they wait for the next reading, together.
    upToDate() {
      if (running === undefined) return start()
      const again = () => {
        next = undefined
        return start()
      }
      return (next ??= running.then(again, again))
    },
  }
}
