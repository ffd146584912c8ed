import { readGrid, type GridFiles } from './grid.ts'
import { gridRows, type GridOptions } from './grid-rows.ts'
import { inferNearest, inferPopulation, relocate } from './infer.ts'
import type { Place } from './places.ts'
import { isRefused, type Feature, type Provenance, type Refused } from './rows.ts'
import type { Tally } from './tally.ts'
import { toArea, type AreaOptions } from './to-area.ts'
import { toSite, type SiteOptions } from './to-site.ts'
import { makeWriter, type Store } from './writer.ts'

/** Where an import writes, in whose name, and where it tells what it did. */
export type Import = { readonly store: Store; readonly actor: string; readonly tally: Tally }

type Features = AsyncIterable<Feature | Refused>

// In the end of every import, also of one whose file broke: what was read before stands.
async function writing({ store, actor, tally }: Import, read: (writer: ReturnType<typeof makeWriter>) => Promise<void>) {
  const writer = makeWriter(store, actor, tally)
  try {
    await read(writer)
  } finally {
    await writer.end()
  }
}

/** Imports sites and facilities: which of the two a row is, its kind says. */
export const importSites = (into: Import, features: Features, options: SiteOptions): Promise<void> => writing(into, async (writer) => {
  for await (const feature of features) {
    const row = isRefused(feature) ? feature : toSite(feature, options)
    if (row === undefined) into.tally.skip('no site or facility')
    else await writer.add(row)
  }
})

/** Imports areas, from the top level down; then puts what stands in them into its place. */
export async function importAreas(into: Import, features: Features, options: AreaOptions): Promise<void> {
  await writing(into, async (writer) => {
    for await (const feature of features) await writer.add(isRefused(feature) ? feature : toArea(feature, options))
  })
  const { new: fresh, changed } = into.tally.count('area')
  if (fresh + changed > 0) await into.store((tx) => relocate(tx, into.actor))
}

/** Imports a grid extract: its stations, lines and generators as sites, its topology as links. */
export async function importGrid(
  into: Import, files: GridFiles, options: GridOptions,
  naming: { readonly places: readonly Place[]; readonly plants: ReadonlyMap<string, { uk: string; en: string }> },
  owned: Provenance & { readonly organisation?: string; readonly demo?: boolean },
): Promise<void> {
  await writing(into, async (writer) => {
    const refused: Refused[] = []
    const grid = await readGrid(files, (row) => refused.push(row), into.tally.skip)
    for (const row of refused) await writer.add(row)
    const { sites, links } = gridRows(grid, options, naming, owned)
    for (const row of [...sites, ...links]) await writer.add(row)
  })
}

/** Links communications sites and facilities to the substation nearest them. */
export const importNearest = (into: Import): Promise<void> => writing(into, (writer) => inferNearest(into.store, writer))

/** Shares the people of the areas among the substations; the sites that got another figure count as changed. */
export async function importPopulation(into: Import): Promise<void> {
  const { sites } = await into.store((tx) => inferPopulation(tx, into.actor))
  const count = into.tally.count('site')
  count.read += sites
  count.changed += sites
  into.tally.progress()
}

/** Figures by code from a table: population of areas. */
export async function readFigures(features: Features, key: string, value: string): Promise<Map<string, number>> {
  const figures = new Map<string, number>()
  for await (const feature of features) {
    if (isRefused(feature)) continue
    const [code, figure] = [feature.properties[key], feature.properties[value]]
    if (typeof code === 'string' && figure !== '' && figure !== undefined && Number.isInteger(Number(figure))) figures.set(code, Number(figure))
  }
  return figures
}

/** Names by id from a table with name_uk and name_en. */
export async function readNames(features: Features, key: string): Promise<Map<string, { uk: string; en: string }>> {
  const names = new Map<string, { uk: string; en: string }>()
  for await (const feature of features) {
    if (isRefused(feature)) continue
    const { name_uk: uk, name_en: en, [key]: id } = feature.properties
    if (typeof uk === 'string' && typeof en === 'string' && typeof id === 'string') names.set(id, { uk, en })
  }
  return names
}
