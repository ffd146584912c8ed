import { z } from 'zod'

/** A phone that was seen. */
export const Seen = z.object({ revokedAt: z.string().nullable() })
/** An operation that was kept before. */
export const Done = z.object({ hash: z.string(), actor: z.string() })
/** An operation that was kept now; also the id of anything. */
export const Kept = z.object({ id: z.uuid() })
