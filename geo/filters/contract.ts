import { z } from 'zod'
import { DESK_READERS } from '../access/roles.ts'
import { DamageFilter, DamageGrouping, DamageOrder } from '../damages/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { words } from '../text.ts'

const Query = DamageFilter.extend({ order: DamageOrder.optional(), by: DamageGrouping.optional() }).strict()

/** A view of the queue as its address says it: names and values of the query, that the queue takes today. */
export const QueueQuery = z.record(z.string().max(20), z.string().max(300)).refine((query) => Query.safeParse(query).success, 'is no filter of the queue')
export type QueueQuery = z.infer<typeof QueueQuery>

/** A filter under a name. */
export const SavedFilter = z.object({
  id: z.uuid(), name: z.string(), query: z.record(z.string(), z.string()),
  /** Others of the organisation see it too; where its owner has none, the desks of the same area. */
  shared: z.boolean(),
  /** True of the reader's own. */
  own: z.boolean(), ownerName: z.string(), version: z.number().int(),
})
export type SavedFilter = z.infer<typeof SavedFilter>

/** The most filters that one person keeps. */
export const FILTERS_AT_MOST = 50

const Id = z.object({ id: z.uuid() })

export const listFilters = endpoint({
  method: 'get', path: '/api/filters', tag: 'Damages', roles: DESK_READERS,
  summary: 'Filters of the queue that you saved, or that were shared with you',
  returns: z.object({ filters: z.array(SavedFilter) }),
})

export const saveFilter = endpoint({
  method: 'put', path: '/api/filters/{id}', tag: 'Damages', roles: DESK_READERS,
  summary: 'Save a filter of the queue under a name, or change one of your own; safe to repeat',
  params: Id,
  /** `version` is the one that was seen, 0 of a new one. */
  body: z.strictObject({ name: words(80), query: QueueQuery, shared: z.boolean().default(false), version: z.number().int().min(0) }),
  returns: SavedFilter,
  problems: ['filter-not-found', 'filter-name-taken', 'too-many-filters', 'stale-version'],
})

export const removeFilter = endpoint({
  method: 'delete', path: '/api/filters/{id}', tag: 'Damages', roles: DESK_READERS,
  summary: 'Remove one of your saved filters; one that is gone is no error',
  params: Id, returns: Id, problems: ['filter-not-found'],
})
