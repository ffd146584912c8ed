import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { AreaLevel } from '../../geo/areas/area.ts'
import { FacilityKind, SiteKind } from '../../geo/sites/kinds.ts'
import { words } from '../../geo/text.ts'
import { FORMATS } from './sources.ts'

/** What the command line says where it is asked, or gets something wrong. */
export const HELP = `Imports open data. Safe to repeat: rows are known by their source and id there, and what has not changed stays untouched.

  npm run import -- --what sites --format osm-json --file power.json --source osm --licence ODbL-1.0 \\
                    --attribution "© OpenStreetMap contributors"

--what          sites          energy and communications sites, and facilities: the kind of a row decides
                areas          administrative areas, from the top level down, a level at a time
                grid           an ENTSO-E grid extract: stations, lines, plants, and links by its topology
                nearest-links  links communications sites and facilities to the nearest substation
                population     shares the people of the areas among the substations
--format        ${FORMATS.join(', ')}; each may be gzipped
--file          the file
--source        short name of where the data comes from, part of each row's identity
--licence       its licence
--attribution   the line that must be shown
--map           field=column, as often as needed, where the guess would be wrong: --map name_uk=назва --map id=objectid
--dry-run       does all of it and undoes it: the same report, nothing written (on a server: in one transaction)
--rejected      a file that gets the refused rows, a line each
--by            who imports, for the audit log (system:import)

sites:  --kind substation          kind of rows that say none     --kinds NDB=antenna   the file's word for a kind
        --within UA                refuses what lies outside the bounds of this area
        --organisation <id>        the organisation that the sites belong to
areas:  --area-level oblast        level of all rows              --parent UA           parent of all rows
        --population file.csv      population by code             --population-columns code=population
csv:    --delimiter ';'            --quote "'"                    --lon x --lat y       columns of the position
grid:   --buses --lines --generators   the files (CSV with ' as quote, or GeoJSON by --format geojson)
        --country UA               makes sites only of buses with this tag
        --grid-options file.json   voltage classes and naming     --places file.csv     name_uk, name_en, population, latitude, longitude
        --plants file.csv          generator_id, name_uk, name_en

The database is the server's: DATABASE_URL, or the folder DATA_DIR while no server runs on it.
Exit code: 0 all rows are in, 1 some rows were refused, 2 it could not be done.
`

const Flags = z.strictObject({
  what: z.enum(['sites', 'areas', 'grid', 'nearest-links', 'population']),
  format: z.enum(FORMATS).optional(),
  file: z.string().optional(),
  source: words(40).optional(),
  licence: words(100).optional(),
  attribution: words(300).optional(),
  map: z.record(z.string(), z.string()),
  'dry-run': z.boolean().default(false),
  rejected: z.string().optional(),
  by: words(100).default('system:import'),
  kind: z.union([SiteKind, FacilityKind]).optional(),
  kinds: z.record(z.string(), z.union([SiteKind, FacilityKind])),
  within: z.string().optional(),
  organisation: z.uuid().optional(),
  'area-level': AreaLevel.optional(),
  parent: z.string().optional(),
  population: z.string().optional(),
  'population-columns': z.string().regex(/^[^=]+=[^=]+$/, 'two columns: code=population').default('code=population'),
  delimiter: z.string().length(1).optional(),
  quote: z.string().length(1).optional(),
  lon: z.string().optional(),
  lat: z.string().optional(),
  buses: z.string().optional(),
  lines: z.string().optional(),
  generators: z.string().optional(),
  country: z.string().optional(),
  'grid-options': z.string().optional(),
  places: z.string().optional(),
  plants: z.string().optional(),
})
/** What one run was asked to do. */
export type Flags = z.infer<typeof Flags>

const NEEDED: Readonly<Record<Flags['what'], readonly (keyof Flags)[]>> = {
  sites: ['format', 'file', 'source', 'licence', 'attribution'],
  areas: ['format', 'file', 'source', 'licence', 'attribution'],
  grid: ['buses', 'lines', 'generators', 'grid-options', 'source', 'licence', 'attribution'],
  'nearest-links': [], population: [],
}

/** A command line that cannot be followed; the message says what to change. */
export class Misused extends Error {}

function pairs(name: string, given: readonly string[] | undefined): Record<string, string> {
  return Object.fromEntries((given ?? []).map((pair) => {
    const at = pair.indexOf('=')
    if (at < 1) throw new Misused(`--${name} ${pair}: write field=column`)
    return [pair.slice(0, at), pair.slice(at + 1)]
  }))
}

const SWITCHES = { 'dry-run': { type: 'boolean' as const } }
const LISTS = { map: { type: 'string' as const, multiple: true as const }, kinds: { type: 'string' as const, multiple: true as const } }
const texts = Object.fromEntries(Object.keys(Flags.shape).filter((name) => !(name in SWITCHES) && !(name in LISTS)).map((name) => [name, { type: 'string' as const }]))

/** The flags of a command line; undefined when it asks for help. Throws Misused. */
export function flagsFrom(args: readonly string[]): Flags | undefined {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) return undefined
  let values: Record<string, unknown>
  try {
    values = parseArgs({ args: [...args], options: { ...texts, ...SWITCHES, ...LISTS } }).values
  } catch (error) {
    throw new Misused((error as Error).message)
  }
  const given = { ...values, map: pairs('map', values.map as string[] | undefined), kinds: pairs('kinds', values.kinds as string[] | undefined) }
  const parsed = Flags.safeParse(given)
  if (!parsed.success) throw new Misused(parsed.error.issues.map(({ path, message }) => `--${path.join(' ')}: ${message}`).join('\n'))
  const missing = NEEDED[parsed.data.what].filter((name) => parsed.data[name] === undefined)
  if (missing.length > 0) throw new Misused(`--what ${parsed.data.what} also needs ${missing.map((name) => `--${name}`).join(', ')}`)
  return parsed.data
}

/** A JSON file named on the command line, parsed. Throws Misused. */
export function jsonFile<S extends z.ZodType>(name: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(readFileSync(name, 'utf8')))
  } catch (error) {
    throw new Misused(`${name}: ${(error as Error).message}`)
  }
}
