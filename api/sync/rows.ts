import { z } from 'zod'
import { ToldArea } from '../../geo/sync/changes.ts'

/** A phone that was seen: when it was withdrawn, and the key that it gave first. */
export const Seen = z.object({ revokedAt: z.string().nullable(), key: z.string().nullable() })
/** A phone that something is said to be from. */
export const Phone = z.object({ id: z.uuid(), key: z.string().nullable(), revoked: z.boolean(), people: z.array(z.string()) })
/** An operation that was kept before. */
export const Done = z.object({ hash: z.string(), actor: z.string() })
/** An operation that was kept now; also the id of anything. */
export const Kept = z.object({ id: z.uuid() })
/** An area of a scope, its outline as GeoJSON. */
export const AreaRow = ToldArea.extend({ outline: z.string().nullable() })
/** Something that carries the name of something else. */
export const Belonging = z.object({ noun: z.enum(['damage', 'clearance', 'repair', 'round']), id: z.uuid() })
export type Belonging = z.infer<typeof Belonging>
