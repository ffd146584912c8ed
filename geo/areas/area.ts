import { z } from 'zod'
import { Names } from '../text.ts'

/** Administrative levels, the country first. */
export const AreaLevel = z.enum(['country', 'oblast', 'raion', 'hromada', 'settlement'])
export type AreaLevel = z.infer<typeof AreaLevel>

/** An administrative unit, without its outline. */
export const Area = z.object({
  code: z.string(),
  level: AreaLevel,
  parent: z.string().nullable(),
  names: Names,
  population: z.number().int().nullable(),
  /** West, south, east, north in degrees. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
})
export type Area = z.infer<typeof Area>
