import { z } from 'zod'

/** What a person or a key may be. `feed` is a key of a feed consumer, `sms` that of an SMS gateway. */
export const Role = z.enum(['crew', 'dispatcher', 'authority', 'operator', 'auditor', 'admin', 'feed', 'sms'])
export type Role = z.infer<typeof Role>

/** A role held somewhere: in an area with all below it (null: everywhere), for an organisation, in a crew. */
export const Grant = z.object({
  role: Role,
  /** The area, with all below it; null is everywhere. */
  area: z.string().nullable(),
  organisation: z.string().nullable(),
  crew: z.string().nullable(),
})
export type Grant = z.infer<typeof Grant>

/** Who asks: a person who signed in, or a key. */
export const Actor = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['person', 'key', 'system']),
  grants: z.array(Grant),
})
export type Actor = z.infer<typeof Actor>

/** Roles that see the operational picture of their areas. */
export const DESK_READERS = ['dispatcher', 'authority', 'operator', 'auditor'] as const satisfies readonly Role[]
/** Roles that decide on damages and repairs in their areas. */
export const DESK_WRITERS = ['dispatcher', 'authority'] as const satisfies readonly Role[]
/** Roles that send what they see, and file it. */
export const SENDERS = ['crew', ...DESK_WRITERS] as const satisfies readonly Role[]
/** Roles that see located things at all. */
export const READERS = ['crew', ...DESK_READERS] as const satisfies readonly Role[]
/** Roles that read the feeds. */
export const FEED_READERS = ['feed', ...DESK_READERS] as const satisfies readonly Role[]
