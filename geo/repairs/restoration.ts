import { z } from 'zod'
import { Service } from '../network/services.ts'
import { Instant, Names, text } from '../text.ts'

/** People who have a service again. */
export const PeopleBack = z.strictObject({ service: Service, people: z.number().int().min(1).max(2_000_000_000) })
export type PeopleBack = z.infer<typeof PeopleBack>

/** A site or facility that a step supplies again. */
export const ConsumerBack = z.object({ id: z.uuid(), kind: z.string(), names: Names })
export type ConsumerBack = z.infer<typeof ConsumerBack>

/** What a repair gives back before it is done: to whom, when, expected or confirmed. */
export const RestorationStep = z.object({
  id: z.uuid(), at: z.string(), confirmed: z.boolean(),
  /** People by service, besides those who hang on the consumers. */
  people: z.array(PeopleBack),
  consumers: z.array(ConsumerBack),
  note: z.string(), saidAt: z.string(),
})
export type RestorationStep = z.infer<typeof RestorationStep>

const once = (items: readonly string[]) => new Set(items).size === items.length

/** A step as desk and phone say it; said again under the same id, it is another word on the same step. */
export const StepAsked = z.strictObject({
  at: Instant, confirmed: z.boolean(),
  people: z.array(PeopleBack).max(4).default([]),
  consumers: z.array(z.uuid()).max(200).default([]),
  note: text(1000).default(''),
}).refine(({ people, consumers }) => people.length + consumers.length > 0, { path: ['people'], message: 'say how many people of a service have it back, or name who has' })
  .refine(({ people }) => once(people.map(({ service }) => service)), { path: ['people'], message: 'name each service once' })
  .refine(({ consumers }) => once(consumers), { path: ['consumers'], message: 'name each of them once' })
export type StepAsked = z.infer<typeof StepAsked>

/** People that steps gave back by number, by service. */
export const GivenBack = z.partialRecord(Service, z.number())
export type GivenBack = z.infer<typeof GivenBack>

/** How far ahead of the server a clock may be before what it calls done is taken for a mistake. */
const AHEAD_MS = 15 * 60_000

/** When a step came about: a confirmed one never later than now. Undefined where it is said to be done long before it is. */
export function stepAt({ at, confirmed }: Pick<StepAsked, 'at' | 'confirmed'>, nowMs: number): string | undefined {
  const ms = Date.parse(at)
  if (!confirmed || ms <= nowMs) return at
  return ms - nowMs > AHEAD_MS ? undefined : new Date(nowMs).toISOString()
}
