import { z } from 'zod'
import { HazardKind } from './hazard.ts'

/** One alert as it stands: an area with all below it, since when. */
export const AreaAlert = z.object({ area: z.string(), kind: HazardKind, since: z.string() })
export type AreaAlert = z.infer<typeof AreaAlert>

/** What is known of alerts: those in force, and when the source was last heard. Null: no source was ever heard. */
export const AlertPicture = z.object({ asOf: z.string().nullable(), alerts: z.array(AreaAlert) })
export type AlertPicture = z.infer<typeof AlertPicture>
