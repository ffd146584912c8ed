import { z } from 'zod'
import { DESK_READERS, Role } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'

/** What somebody does with a damage: looks at it, or is filling in a form on it. */
export const Doing = z.enum(['looking', 'writing'])
export type Doing = z.infer<typeof Doing>

/** Somebody else at the same damage: by their role alone, no person's data. */
export const Present = z.object({ role: Role, doing: Doing, since: z.string() })
export type Present = z.infer<typeof Present>

/** Who else is at a damage, as the live stream says it to those who are there. */
export const Presence = z.object({ damage: z.uuid(), others: z.array(Present) })
export type Presence = z.infer<typeof Presence>

/** How often a page says that it is still there. */
export const HEARTBEAT_MS = 15_000
/** After how long without a word a page is gone. */
export const GONE_AFTER_MS = 40_000

export const sayPresence = endpoint({
  method: 'post', path: '/api/presence', tag: 'Live', roles: DESK_READERS,
  summary: 'Say which damage a page shows, again each 15 seconds; gives who else is there. Kept in memory for 40 seconds and nowhere else',
  /** `tab` is an id that the page made for itself. */
  body: z.strictObject({ tab: z.uuid(), damage: z.uuid().nullable(), doing: Doing.default('looking') }),
  returns: z.object({ others: z.array(Present) }),
  problems: ['damage-not-found'],
})
