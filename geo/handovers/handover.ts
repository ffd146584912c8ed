import { z } from 'zod'
import { OrganisationKind } from '../organisations/contract.ts'
import { Names } from '../text.ts'

/** What of a damage is shared with those to whom it is handed over: the exact place, reports with notes, photos, people and what hangs on it, the crew on it. */
export const SharedPart = z.enum(['place', 'reports', 'photos', 'people', 'crew'])
export type SharedPart = z.infer<typeof SharedPart>

/** Where a hand-over stands. What was accepted may come back: then it is theirs again who gave it. */
export const HandoverState = z.enum(['asked', 'accepted', 'declined', 'taken_back', 'returned'])
export type HandoverState = z.infer<typeof HandoverState>

/** What a hand-over is answered with. */
export const HandoverAnswer = HandoverState.exclude(['asked'])
export type HandoverAnswer = z.infer<typeof HandoverAnswer>

/** Answers that are given with a reason. */
export const REASONED: readonly HandoverAnswer[] = ['declined', 'returned']

/** An organisation that gives or takes. */
export const Party = z.object({ id: z.uuid(), kind: OrganisationKind, names: Names })
export type Party = z.infer<typeof Party>

/** A damage on its way from one organisation to another. Until it is accepted it stays whose it is. */
export const Handover = z.object({
  id: z.uuid(),
  /** Null where nobody was responsible. */
  from: Party.nullable(),
  to: Party,
  reason: z.string(),
  shared: z.array(SharedPart),
  state: HandoverState,
  askedAt: z.string(),
  askedBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** The reason of its end. */
  answer: z.string(),
  /** Accepted, and theirs by it to this day. */
  held: z.boolean(),
  /** Given by who had it by a hand-over themselves. */
  onward: z.boolean(),
  version: z.number().int(),
})
export type Handover = z.infer<typeof Handover>

/** What is shared unless somebody decides otherwise: who repairs needs to find it and see it, who directs needs to know whom it costs. */
export const PRESETS: Readonly<Record<OrganisationKind, readonly SharedPart[]>> = {
  energy_utility: ['place', 'reports', 'photos', 'crew'],
  telecom_operator: ['place', 'reports', 'photos', 'crew'],
  emergency_service: ['place', 'reports', 'photos', 'people', 'crew'],
  authority: ['place', 'reports', 'photos', 'people', 'crew'],
  un_agency: ['people'],
  other: ['place'],
}
