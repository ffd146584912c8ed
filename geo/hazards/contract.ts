import { z } from 'zod'
import { DESK_WRITERS, READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Bbox } from '../space/position.ts'
import { Around, ShapeAsked } from '../space/shape.ts'
import { Instant, text, words } from '../text.ts'
import { HazardKind, HazardZone } from './hazard.ts'

const Id = z.object({ id: z.uuid() })
const LARGE_BODY_BYTES = 256 * 1024

const Seen = { version: z.number().int().min(0) }

/** Where: an outline, all within some metres of a path, or the code of an area that is meant as a whole. */
export const Extent = { shape: ShapeAsked.nullable().default(null), around: Around.nullable().default(null), zone: text(40).nullable().default(null) }
/** True when times are in order. */
export const inOrder = (times: { from: string; until: string | null }): boolean => times.until === null || Date.parse(times.from) < Date.parse(times.until)
/** What is said when they are not. */
export const OUT_OF_ORDER = { path: ['until'], message: 'it ends after it begins' }

export const listHazards = endpoint({
  method: 'get', path: '/api/hazards', tag: 'Hazards', roles: READERS,
  summary: 'Hazard zones of your areas that are in force, or were at a time, or come',
  query: z.object({
    bbox: Bbox.optional(),
    /** A moment; now when it is left out. */
    at: Instant.optional(),
    kind: HazardKind.optional(),
    /** `yes`: zones that are whole areas get that area's outline, simplified to about 500 m, to be drawn. */
    outlines: z.enum(['yes', 'no']).default('no'),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  returns: z.object({ hazards: z.array(HazardZone), more: z.boolean() }),
})

export const declareHazard = endpoint({
  method: 'put', path: '/api/hazards/{id}', tag: 'Hazards', roles: DESK_WRITERS,
  summary: 'Declare a hazard zone by outline, radius, corridor or area; safe to repeat',
  params: Id,
  body: z.strictObject({
    kind: HazardKind, ...Extent, from: Instant, until: Instant.nullable().default(null),
    owner: text(200).default(''), note: text(1000).default(''),
  }).refine((asked) => [asked.shape, asked.around, asked.zone].filter((where) => where !== null).length === 1, { path: ['shape'], message: 'give an outline, a path with its metres, or an area, one of them' })
    .refine(inOrder, OUT_OF_ORDER),
  returns: HazardZone,
  problems: ['area-not-found', 'zone-invalid', 'zone-beyond-reach', 'op-id-taken'],
  limitBytes: LARGE_BODY_BYTES,
})

export const amendHazard = endpoint({
  method: 'post', path: '/api/hazards/{id}/amendment', tag: 'Hazards', roles: DESK_WRITERS,
  summary: 'Amend what threatens in a zone, until when, and what is said of it; its outline stays',
  params: Id,
  body: z.strictObject({ kind: HazardKind, until: Instant.nullable(), owner: text(200), note: text(1000), ...Seen }),
  returns: HazardZone,
  problems: ['hazard-not-found', 'zone-beyond-reach', 'hazard-over', 'stale-version', 'value-out-of-range'],
})

export const endHazard = endpoint({
  method: 'post', path: '/api/hazards/{id}/end', tag: 'Hazards', roles: DESK_WRITERS,
  summary: 'End a hazard zone; a repeat changes nothing, and who comes after somebody else is told who it was and why',
  params: Id,
  /** The version that was seen stops an end that somebody's amendment has overtaken; without it the zone ends whatever it has become. */
  body: z.strictObject({ why: words(500), version: Seen.version.optional() }),
  returns: HazardZone,
  problems: ['hazard-not-found', 'zone-beyond-reach', 'ended-already', 'stale-version'],
})
