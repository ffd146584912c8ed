import { z } from 'zod'
import { StoredPhoto } from '../../geo/reports/report.ts'

/** A photo with its small copy, as a report announced both. */
export const Announced = StoredPhoto.extend({ thumb: z.string().nullable(), thumbBytes: z.number().int().nullable(), /** True when every report that announces it has what landed. */ everywhere: z.boolean() })
export type Announced = z.infer<typeof Announced>
