import { z } from 'zod'
import { DESK_READERS, DESK_WRITERS, READERS } from '../access/roles.ts'
import { HazardZone } from '../hazards/hazard.ts'
import { Extent, inOrder, OUT_OF_ORDER } from '../hazards/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { Bbox } from '../space/position.ts'
import { Instant, Names, text, words } from '../text.ts'
import { Clearance, ClearedBy } from './clearance.ts'

const Id = z.object({ id: z.uuid() })
const LARGE_BODY_BYTES = 256 * 1024

export const listClearances = endpoint({
  method: 'get', path: '/api/clearances', tag: 'Clearances', roles: READERS,
  summary: 'Clearances of your areas that hold, or held at a time, or come',
  query: z.object({
    bbox: Bbox.optional(),
    /** A moment; now when it is left out. */
    at: Instant.optional(),
    /** `yes`: those of whole areas and of sites get an outline to be drawn. */
    outlines: z.enum(['yes', 'no']).default('no'),
    limit: z.coerce.number().int().min(1).max(5000).default(1000),
  }),
  returns: z.object({ clearances: z.array(Clearance), more: z.boolean() }),
})

export const grantClearance = endpoint({
  method: 'put', path: '/api/clearances/{id}', tag: 'Clearances', roles: DESK_WRITERS,
  summary: 'Note a clearance by outline, radius, corridor, area or site; safe to repeat',
  params: Id,
  body: z.strictObject({
    by: ClearedBy, reference: words(200), ...Extent, site: z.uuid().nullable().default(null),
    from: Instant, until: Instant, note: text(1000).default(''),
  }).refine((asked) => [asked.shape, asked.around, asked.zone, asked.site].filter((where) => where !== null).length === 1, { path: ['shape'], message: 'give an outline, a path with its metres, an area or a site, one of them' })
    .refine(inOrder, OUT_OF_ORDER),
  returns: Clearance,
  problems: ['area-not-found', 'site-not-found', 'zone-invalid', 'zone-beyond-reach', 'op-id-taken'],
  limitBytes: LARGE_BODY_BYTES,
})

export const revokeClearance = endpoint({
  method: 'post', path: '/api/clearances/{id}/revoke', tag: 'Clearances', roles: DESK_WRITERS,
  summary: 'Revoke a clearance; a repeat changes nothing, and who comes after somebody else is told who it was and why',
  params: Id,
  body: z.strictObject({ why: words(500) }),
  returns: Clearance,
  problems: ['clearance-not-found', 'zone-beyond-reach', 'ended-already'],
})

export const demandClearance = endpoint({
  method: 'post', path: '/api/areas/{code}/clearance', tag: 'Clearances', roles: DESK_WRITERS,
  summary: 'Mark an area, with all below it, as one in which work needs a clearance, or no longer so',
  params: z.object({ code: z.string().max(40) }),
  body: z.strictObject({ demanded: z.boolean() }),
  returns: z.object({ code: z.string(), demanded: z.boolean() }),
  problems: ['area-not-found'],
})

/** Whether work may begin at a damage, with all that asks for a clearance there and all that answers. */
export const DamageGate = z.object({
  open: z.boolean(), needed: z.boolean(),
  /** Zones in force there in which nobody works without a clearance. */
  hazards: z.array(HazardZone),
  /** The areas around it that demand one, from the top down. */
  demandedIn: z.array(z.object({ code: z.string(), names: Names })),
  /** Clearances that hold there, come, or ended within the last two weeks. */
  clearances: z.array(Clearance),
})
export type DamageGate = z.infer<typeof DamageGate>

export const readGate = endpoint({
  method: 'get', path: '/api/damages/{id}/gate', tag: 'Clearances', roles: DESK_READERS,
  summary: 'Whether work may begin at a damage: what asks for a clearance, and what answers',
  params: Id, returns: DamageGate, problems: ['damage-not-found'],
})
