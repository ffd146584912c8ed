import { statSync } from 'node:fs'
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import { maybe } from '../db/sql.ts'
import { GridOptions } from './grid-rows.ts'
import { flagsFrom, HELP, jsonFile, Misused, type Flags } from './options.ts'
import { readPlaces } from './places.ts'
import { areaBounds } from './queries.ts'
import { importAreas, importGrid, importNearest, importPopulation, importSites, readFigures, readNames, type Import } from './run.ts'
import { makeScreen } from './screen.ts'
import { featuresOf, type Format } from './sources.ts'
import { makeTally, totalOf } from './tally.ts'
import { BrokenFile, openFile, type Open } from './text.ts'
import { batchesOn, within, type Store } from './writer.ts'

/** What the command needs of the world: the database is opened only when there is something to do. */
export type World = {
  readonly open: () => Promise<Database>
  readonly out: { readonly isTTY?: boolean; write(text: string): unknown }
  readonly now: () => number
}

class Undone extends Error {}

const Bounds = z.object({ bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]) })

/** Counts the bytes that were read of the files, for the bar. OpenStreetMap files are read three times. */
function makeMeter(passes: number) {
  let read = 0
  let size = 0
  return {
    open(file: string): Open {
      size += statSync(file).size * passes
      const opened = openFile(file, (bytes) => { read += bytes })
      return opened
    },
    done: () => (size === 0 ? undefined : read / size),
  }
}

async function perform(flags: Flags, into: Import, open: (file: string) => Open): Promise<void> {
  const { source = '', licence = '', attribution = '' } = flags
  const provenance = { source, licence, attribution }
  const csv = {
    ...(flags.delimiter === undefined ? {} : { delimiter: flags.delimiter }), ...(flags.quote === undefined ? {} : { quote: flags.quote }),
    ...(flags.lon === undefined ? {} : { lon: flags.lon }), ...(flags.lat === undefined ? {} : { lat: flags.lat }),
  }
  const features = (format: Format, file: string, options = csv) => featuresOf(format, open(file), options, into.tally.skip)
  const table = (file: string) => featuresOf('csv', open(file))

  if (flags.what === 'nearest-links') return importNearest(into)
  if (flags.what === 'population') return importPopulation(into)
  if (flags.what === 'grid') {
    const part = (file: string | undefined) => features(flags.format ?? 'csv', file ?? '', { quote: "'", ...csv })
    return importGrid(
      into, { buses: part(flags.buses), lines: part(flags.lines), generators: part(flags.generators), country: flags.country },
      jsonFile(flags['grid-options'] ?? '', GridOptions),
      { places: flags.places === undefined ? [] : await readPlaces(table(flags.places)), plants: flags.plants === undefined ? new Map() : await readNames(table(flags.plants), 'generator_id') },
      { ...provenance, ...(flags.organisation === undefined ? {} : { organisation: flags.organisation }) },
    )
  }
  const format = flags.format ?? 'geojson'
  if (flags.what === 'areas') {
    const [key = '', value = ''] = flags['population-columns'].split('=')
    return importAreas(into, features(format, flags.file ?? ''), {
      ...provenance, columns: flags.map, ...(flags['area-level'] === undefined ? {} : { level: flags['area-level'] }),
      ...(flags.parent === undefined ? {} : { parent: flags.parent }),
      ...(flags.population === undefined ? {} : { population: await readFigures(table(flags.population), key, value) }),
    })
  }
  const bounds = flags.within === undefined ? undefined : await into.store((tx) => maybe(tx, Bounds, areaBounds(flags.within ?? '')))
  if (flags.within !== undefined && bounds === undefined) throw new Misused(`--within ${flags.within}: there is no such area`)
  return importSites(into, features(format, flags.file ?? ''), {
    ...provenance, columns: flags.map, kinds: flags.kinds, within: bounds?.bounds, mixed: format.startsWith('osm-'),
    ...(flags.kind === undefined ? {} : { kind: flags.kind }), ...(flags.organisation === undefined ? {} : { organisation: flags.organisation }),
  })
}

/** Runs one import from its command line; gives the exit code: 0 all in, 1 rows were refused, 2 not done. */
export async function runImport(args: readonly string[], world: World): Promise<0 | 1 | 2> {
  let database: Database | undefined
  try {
    const flags = flagsFrom(args)
    if (flags === undefined) {
      world.out.write(HELP)
      return args.length === 0 ? 2 : 0
    }
    for (const file of [flags.file, flags.population, flags.buses, flags.lines, flags.generators, flags.places, flags.plants]) {
      if (file !== undefined && !statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Misused(`there is no file ${file}`)
    }
    const opened = await world.open()
    database = opened
    const meter = makeMeter(flags.format?.startsWith('osm-') ? 3 : 1)
    const screen = makeScreen(world.out, world.now, meter.done, flags.rejected)
    const tally = makeTally(screen.refused, screen.progress)
    const run = (store: Store) => perform(flags, { store, actor: flags.by, tally }, meter.open)
    try {
      if (!flags['dry-run']) await run(batchesOn(opened))
      else {
        await opened.write(async (tx) => {
          await run(within(tx))
          throw new Undone()
        })
      }
    } catch (error) {
      if (!(error instanceof Undone)) {
        await screen.end(tally, flags['dry-run'])
        throw error
      }
    }
    await screen.end(tally, flags['dry-run'])
    return totalOf(tally).refused > 0 ? 1 : 0
  } catch (error) {
    if (error instanceof Misused) world.out.write(`${error.message}\nSee npm run import -- --help\n`)
    else if (error instanceof BrokenFile) world.out.write(`The file is broken: ${error.message}. What came before is as reported.\n`)
    else world.out.write(`It could not be done: ${(error as Error).message}\n`)
    return 2
  } finally {
    await database?.close()
  }
}
