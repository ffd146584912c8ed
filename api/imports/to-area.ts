import { AreaLevel } from '../../geo/areas/area.ts'
import { cellsOf, Unfit, type Columns } from './cells.ts'
import { checkGeometry } from './geometry.ts'
import { importedId } from './ids.ts'
import type { AreaRow, Feature, Provenance, Refused } from './rows.ts'

/** How the areas of a file are understood. */
export type AreaOptions = Provenance & {
  readonly columns: Columns
  /** The level of all rows, where there is no column for it. */
  readonly level?: AreaLevel
  /** The parent of all rows, where there is no column for it. */
  readonly parent?: string
  /** Population by area code, from another file. */
  readonly population?: ReadonlyMap<string, number>
}

const GUESSES: Readonly<Record<string, readonly string[]>> = {
  code: ['code', 'katottg', 'koatuu', 'pcode', 'iso_3166_2', 'id'],
  level: ['level', 'unit_type', 'admin_level'],
  parent: ['parent', 'parent_code'],
  pcode: ['pcode', 'adm_pcode'],
  name_uk: ['name_uk', 'name:uk'],
  name_en: ['name_en', 'name:en'],
  population: ['population'],
}

/** The area that a feature describes; refused with the reason. */
export function toArea(feature: Feature, options: AreaOptions): AreaRow | Refused {
  const { at } = feature
  try {
    const { text, figure } = cellsOf(feature, options.columns, GUESSES)
    const code = text('code') ?? feature.id
    if (code === undefined) throw new Unfit('it has no code')
    const level = AreaLevel.safeParse(text('level') ?? options.level)
    if (!level.success) throw new Unfit(`${code}: its level is not one of ${AreaLevel.options.join(', ')}`)
    const parent = text('parent') ?? options.parent ?? null
    if ((parent === null) !== (level.data === 'country')) throw new Unfit(`${code}: ${parent === null ? 'it names no parent' : 'a country has no parent'}`)
    const checked = checkGeometry(feature.geometry)
    if ('problem' in checked) throw new Unfit(`${code}: ${checked.problem}`)
    if (!checked.geometry.type.endsWith('Polygon')) throw new Unfit(`${code}: an area is a polygon, not a ${checked.geometry.type}`)
    return {
      noun: 'area', at, id: importedId('area', options.source, code), sourceId: code,
      source: options.source, licence: options.licence, attribution: options.attribution,
      code, level: level.data, parent, pcode: text('pcode'), nameUk: text('name_uk'), nameEn: text('name_en'),
      population: options.population?.get(code) ?? figure('population'), geometry: checked.geometry,
    }
  } catch (error) {
    if (error instanceof Unfit) return { at, refused: error.message }
    throw error
  }
}
