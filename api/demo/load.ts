import { z } from 'zod'
import type { AreaLevel } from '../../geo/areas/area.ts'
import { settle } from '../damages/ranking.ts'
import type { Database } from '../db/database.ts'
import { many, one, run, type Tx } from '../db/sql.ts'
import { GridOptions } from '../imports/grid-rows.ts'
import { readPlaces } from '../imports/places.ts'
import { importAreas, importGrid, importNearest, importPopulation, importSites, readFigures, readNames, type Import } from '../imports/run.ts'
import { makeTally, totalOf } from '../imports/tally.ts'
import { within } from '../imports/writer.ts'
import { dataOf, demoFeatures, demoProvenance } from './files.ts'
import { declareDemoHazards } from './hazards.ts'
import { demoOrganisation, insertPeople } from './people.ts'
import { fileDemoReports } from './file-reports.ts'
import * as queries from './queries.ts'
import { demoReports, readNews } from './reports.ts'
import { planDemoRounds } from './rounds.ts'

const ACTOR = 'system:import'
const COUNTRY = 'UA'
const KILOMETRES_TO_SITE = 15

type Log = (message: string) => void

const OUTLINES: readonly { file: string; level: AreaLevel; parent: string | null; from: 'areas' | 'outlines' }[] = [
  { file: 'country.geojson.gz', level: 'country', parent: null, from: 'outlines' },
  { file: 'oblasts.geojson.gz', level: 'oblast', parent: 'country', from: 'areas' },
  { file: 'sevastopol.geojson.gz', level: 'oblast', parent: 'country', from: 'outlines' },
  { file: 'raions.geojson.gz', level: 'raion', parent: 'oblast', from: 'areas' },
  { file: 'hromadas.geojson.gz', level: 'hromada', parent: 'raion', from: 'areas' },
]

async function loadAreas(into: Import) {
  const population = await readFigures(demoFeatures('population.csv.gz'), 'katottg', 'population')
  for (const { file, level, parent, from } of OUTLINES) {
    await importAreas(into, demoFeatures(file), {
      ...demoProvenance[from], level, population, columns: { code: 'katottg', ...(parent === null ? {} : { parent }) },
    })
  }
}

async function loadGrid(into: Import) {
  await importGrid(
    into,
    { buses: demoFeatures('grid-buses.geojson.gz'), lines: demoFeatures('grid-lines.geojson.gz'), generators: demoFeatures('grid-generators.geojson.gz'), country: COUNTRY },
    dataOf('grid.json', GridOptions),
    { places: await readPlaces(demoFeatures('places.csv.gz')), plants: await readNames(demoFeatures('plant-names.csv'), 'generator_id') },
    { ...demoProvenance.grid, organisation: demoOrganisation('transmission'), demo: true },
  )
}

const loadRadio = (into: Import) => importSites(into, demoFeatures('radio-sites.csv'), {
  ...demoProvenance.radio, kind: 'antenna', kinds: { 'VOR-DME': 'mast', DME: 'mast', NDB: 'antenna' }, columns: { id: 'id' },
  organisation: demoOrganisation('telecom'), demo: true,
})

const Placed = z.object({ id: z.string(), site: z.uuid().nullable(), oblast: z.string().nullable() })

async function loadReports(tx: Tx, now: Date): Promise<number> {
  const news = await readNews(demoFeatures('news.csv.gz'))
  const spots = JSON.stringify(news.map(({ id, position: [lon, lat] }) => ({ id, lon, lat })))
  const around = new Map((await many(tx, Placed, queries.nearestStations(spots, KILOMETRES_TO_SITE))).map((placed) => [placed.id, placed]))
  const planned = demoReports(now, news, around)
  await fileDemoReports(tx, planned, now)
  return planned.length
}

/**
 * Loads the demonstration country into a database that has no areas; does nothing in one that has. All of it is one transaction:
 * a server killed half-way leaves an empty database, which the next start fills, and two servers load it once.
 */
export async function loadDemo(database: Database, { now, log }: { readonly now: Date; readonly log: Log }): Promise<void> {
  await database.write(async (tx) => {
    await run(tx, queries.lockDemo())
    if ((await one(tx, z.object({ there: z.boolean() }), queries.anyArea())).there) return
    const refused: string[] = []
    const tally = makeTally((row) => refused.push(`${row.at}: ${row.refused}`))
    const into: Import = { store: within(tx), actor: ACTOR, tally }
    const step = async (what: string, work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      log(`demonstration: ${what} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    }
    await step('areas', () => loadAreas(into))
    await step('organisations and crews', () => insertPeople(tx, ACTOR))
    await step('grid', () => loadGrid(into))
    await step('radio sites', () => loadRadio(into))
    // Without statistics of the rows just written the joins that follow cost twice as much.
    await run(tx, queries.analyse())
    await step('links to the nearest substation', () => importNearest(into))
    await step('people served', () => importPopulation(into))
    await step('reports', () => loadReports(tx, now))
    await step('order', () => settle(tx, now))
    await step('hazard zones', () => declareDemoHazards(tx, now))
    await step('rounds', () => planDemoRounds(tx, now))
    const { new: fresh } = totalOf(tally)
    if (refused.length > 0) throw new Error(`the demonstration country has rows that cannot go in: ${refused.slice(0, 5).join('; ')}`)
    log(`demonstration: ${fresh} rows are in`)
  })
}
