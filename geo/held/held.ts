import { z } from 'zod'
import { OpKind } from '../sync/op.ts'
import { Names } from '../text.ts'

/** Why an operation was set aside for a person to look at. */
export const HeldWhy = z.enum([
  'revoked', // the phone it was filed on, or came by, was withdrawn
  'key-changed', // the phone came with another key than the one it first gave
  'device-unknown', // carried by another phone, and nobody has seen the one it was filed on, or its key
  'signature-missing', // carried by another phone without its own phone's signature
  'signature-wrong', // the signature is not that phone's
  'not-on-phone', // the person it is said to be from never sent anything from that phone
  'no-rights', // the person it is from may no longer file
])
export type HeldWhy = z.infer<typeof HeldWhy>

/** What became of it: a reviewer filed or discarded it, or it arrived after all by a way that is trusted. */
export const HeldDecision = z.enum(['accepted', 'discarded', 'arrived'])
export type HeldDecision = z.infer<typeof HeldDecision>

const Who = z.object({ id: z.string(), name: z.string().nullable() })

/** A photo that a held report announces; kept aside until a decision. */
export const HeldPhoto = z.object({ sha256: z.string(), type: z.string(), bytes: z.number().int(), storedAt: z.string().nullable() })

/** An operation that was set aside: what it is, who is said to have filed it, by whom it came and why it is not in. */
export const HeldOp = z.object({
  id: z.uuid(),
  op: z.uuid(),
  kind: OpKind,
  why: HeldWhy,
  /** Whose it says it is. */
  author: Who,
  crewName: z.string().nullable(),
  device: z.uuid().nullable(),
  /** Who delivered it, when that was another. */
  carrier: Who.nullable(),
  area: z.string().nullable(),
  areaNames: Names,
  site: z.uuid().nullable(),
  siteNames: Names,
  receivedAt: z.string(),
  photos: z.array(HeldPhoto),
  decision: HeldDecision.nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: Who.nullable(),
  decidedWhy: z.string(),
  /** What it says, opened and well formed: the body of its kind. */
  body: z.record(z.string(), z.unknown()),
})
export type HeldOp = z.infer<typeof HeldOp>
