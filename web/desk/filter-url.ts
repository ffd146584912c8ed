import { z } from 'zod'
import { MappedLevel } from '../../geo/areas/contract.ts'
import { DamageFilter, DamageGrouping, DamageOrder } from '../../geo/damages/contract.ts'
import { DamageState, Verification } from '../../geo/damages/damage.ts'
import { Safety, ServiceState } from '../../geo/damages/grades.ts'
import { Moment } from '../../geo/map/contract.ts'
import { RepairState } from '../../geo/repairs/lifecycle.ts'
import { Sector } from '../../geo/sites/kinds.ts'
import { Bbox } from '../../geo/space/position.ts'
import { layersOf, layersText, PLAIN_LEVEL, type Layer } from './map-layers.ts'

/** What the queue shows, in the contract's own names; lists are lists here and comma-separated in the address. */
export type Filter = {
  readonly state: DamageState
  readonly area?: string
  readonly sector?: Sector
  readonly severity: readonly number[]
  readonly function: readonly ServiceState[]
  readonly safety: readonly Safety[]
  readonly kind: readonly string[]
  readonly verification: readonly Verification[]
  readonly repair: readonly (RepairState | 'none')[]
  readonly crew?: string
  /** Hours since it was first seen, as the contract writes them: "-24", "72-". */
  readonly age?: string
  readonly text?: string
  readonly bbox?: string
}

/** Everything of the desk that a link reproduces. */
export type View = {
  readonly filter: Filter; readonly order: DamageOrder
  /** What the queue is grouped by. */
  readonly by: DamageGrouping | null
  readonly damage: string | null
  /** A hazard zone or clearance, or `list` for all of them. */
  readonly zone: string | null
  /** What the map shows. */
  readonly layers: readonly Layer[]
  /** The level of the areas that it compares. */
  readonly level: MappedLevel
  /** The moment at which the desk is looked at; null is now. */
  readonly at: string | null
}

/** The desk as it opens: what is open, most urgent first. */
export const PLAIN: Filter = { state: 'open', severity: [], function: [], safety: [], kind: [], verification: [], repair: [] }

const listed = <T extends z.ZodType>(item: T, text: string | null): z.output<T>[] => {
  const parsed = (text ?? '').split(',').filter(Boolean).map((value) => item.safeParse(value))
  return [...new Set(parsed.flatMap((one) => (one.success ? [one.data as z.output<T>] : [])))].slice(0, 20)
}
const one = <T extends z.ZodType>(item: T, text: string | null): z.output<T> | undefined => {
  if (text === null || text === '') return undefined
  const parsed = item.safeParse(text)
  return parsed.success ? parsed.data as z.output<T> : undefined
}

const Kind = z.string().regex(/^\w{1,40}$/)
const SeverityText = z.string().regex(/^[0-4]$/).transform(Number)
const RepairText = z.union([RepairState, z.literal('none')])

/** The view that an address asks for; what it does not understand it leaves out, since links outlive their makers. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search)
  const area = one(z.string().max(40), query.get('area'))
  const sector = one(Sector, query.get('sector'))
  const crew = one(z.uuid(), query.get('crew'))
  const age = one(DamageFilter.shape.age.unwrap(), query.get('age'))
  const text = one(z.string().max(100), query.get('text'))
  const bbox = Bbox.safeParse(query.get('bbox') ?? '').success ? query.get('bbox') as string : undefined
  return {
    filter: {
      state: one(DamageState, query.get('state')) ?? PLAIN.state,
      severity: listed(SeverityText, query.get('severity')),
      function: listed(ServiceState, query.get('function')),
      safety: listed(Safety, query.get('safety')),
      kind: listed(Kind, query.get('kind')),
      verification: listed(Verification, query.get('verification')),
      repair: listed(RepairText, query.get('repair')),
      ...(area === undefined ? {} : { area }),
      ...(sector === undefined ? {} : { sector }),
      ...(crew === undefined ? {} : { crew }),
      ...(age === undefined ? {} : { age }),
      ...(text === undefined ? {} : { text }),
      ...(bbox === undefined ? {} : { bbox }),
    },
    order: one(DamageOrder, query.get('order')) ?? 'priority',
    by: one(DamageGrouping, query.get('by')) ?? null,
    damage: one(z.uuid(), query.get('damage')) ?? null,
    zone: one(z.union([z.uuid(), z.literal('list')]), query.get('zone')) ?? null,
    layers: layersOf(query.get('layers')),
    level: one(MappedLevel, query.get('level')) ?? PLAIN_LEVEL,
    at: one(Moment, query.get('at')) ?? null,
  }
}

/** The filter as the query of the API: strings only, defaults and empty lists left out. */
export function queryOf(filter: Filter): Record<string, string> {
  const query: Record<string, string> = {}
  if (filter.state !== PLAIN.state) query['state'] = filter.state
  for (const name of ['area', 'sector', 'crew', 'age', 'text', 'bbox'] as const) {
    const value = filter[name]
    if (value !== undefined && value !== '') query[name] = value
  }
  for (const name of ['severity', 'function', 'safety', 'kind', 'verification', 'repair'] as const) {
    if (filter[name].length > 0) query[name] = filter[name].join(',')
  }
  return query
}

/** What of a view is the queue's: its filter, order and grouping, as a saved filter keeps them. */
export function queueOf({ filter, order, by }: View): Record<string, string> {
  return { ...queryOf(filter), ...(order === 'priority' ? {} : { order }), ...(by === null ? {} : { by }) }
}

/** The address of a view, from `?` on; empty for the plain desk. */
export function searchOf(view: View): string {
  const query = new URLSearchParams(queueOf(view))
  if (view.damage !== null) query.set('damage', view.damage)
  if (view.zone !== null) query.set('zone', view.zone)
  const layers = layersText(view.layers)
  if (layers !== undefined) query.set('layers', layers)
  if (view.level !== PLAIN_LEVEL) query.set('level', view.level)
  if (view.at !== null) query.set('at', view.at)
  return query.size === 0 ? '' : `?${query}`.replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/** How many things narrow the queue, the state aside. */
export function narrowing(filter: Filter): number {
  return Object.keys(queryOf({ ...filter, state: PLAIN.state })).length
}

/** A list with a value put in, or taken out when it was there. */
export function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((item) => item !== value) : [...list, value]
}
