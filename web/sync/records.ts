import type { ProblemBody } from '../../geo/problems.ts'
import type { Kept } from './codec.ts'
import type { KeptKind, KeptOp, KeptPhoto, Landing, NewOp, OpState, Outgoing, Settled, KeptLabel } from './store.ts'

/** An operation as it lies on the phone: what the outbox needs is open, what it is about is under the vault's key. */
export type OpRecord = {
  readonly seq: number
  readonly id: string
  readonly kind: KeptKind
  readonly lane: string
  readonly by: string | null
  readonly madeAtMs: number
  readonly photos: readonly string[]
  readonly state: OpState
  readonly problem: ProblemBody | null
  readonly settledAtMs: number | null
  readonly hash: string
  /** What travels; null once it has arrived. */
  readonly parcel: NewOp['parcel'] | null
  readonly sealed: boolean
  readonly carriedFrom: string | null
  readonly label: Kept | null
  /** The content of a sealed operation, to mend it when it is refused; null when the parcel itself can be read. */
  readonly content: Kept | null
}

/** What a list shows of an operation whose label cannot be read. */
export const NO_LABEL: KeptLabel = { names: null, place: '', version: null, grade: null, site: null, corrects: null, mends: null }

/** The record of a new operation, as yet without a number. */
export function recordOf(op: NewOp, label: Kept | null, content: Kept | null): Omit<OpRecord, 'seq'> {
  const { id, kind, lane, by, madeAtMs, photos, hash, parcel, sealed, carriedFrom } = op
  return { id, kind, lane, by, madeAtMs, photos, hash, parcel, sealed, carriedFrom, label, content, state: 'waiting', problem: null, settledAtMs: null }
}

/** What the list is shown of a record. */
export function shownOf(record: OpRecord, label: KeptLabel | undefined, content: unknown): KeptOp {
  const { lane: _, parcel, content: __, label: ___, ...rest } = record
  return { ...rest, label: label ?? NO_LABEL, legible: record.label === null || label !== undefined, body: content ?? (record.sealed ? null : (parcel?.body ?? null)) }
}

/** What the outbox sends of a record; undefined when nothing of it travels any more. */
export const outgoingOf = ({ seq, id, lane, by, photos, hash, sealed, carriedFrom, kind, parcel }: OpRecord): Outgoing | undefined =>
  (parcel === null ? undefined : { seq, id, lane, by, photos, hash, sealed, carriedFrom, about: kind, kind: parcel.kind, body: parcel.body })

/** The record after its verdict; one that has had it stays as it is. What arrived leaves the phone, but for moves, which a job shows until the server tells of it. */
export function settle(record: OpRecord, settled: Settled, atMs: number): OpRecord {
  if (record.state !== 'waiting') return record
  const state = settled.outcome === 'kept' ? 'delivered' : settled.outcome
  const after = { ...record, state, problem: settled.problem, settledAtMs: atMs } as const
  const readable = state === 'refused' || record.kind.startsWith('repair.')
  return { ...after, parcel: readable && !record.sealed ? record.parcel : null, content: readable ? record.content : null }
}

/** The photo after the server said whether it has it. */
export function photoAfter(photo: KeptPhoto, landing: Landing): KeptPhoto {
  if (photo.state !== 'waiting' && photo.state !== 'asked') return photo
  if (landing.photosThere.includes(photo.sha256)) return { ...photo, state: 'sent', thumbState: photo.thumb === null ? 'none' : 'sent' }
  const asked = landing.photosAsked.includes(photo.sha256)
  const thumbAsked = landing.thumbsAsked.includes(photo.sha256) && photo.thumb !== null && photo.thumbState !== 'sent'
  if (!asked && !thumbAsked) return photo
  return { ...photo, state: asked ? 'asked' : photo.state, thumbState: thumbAsked ? 'asked' : photo.thumbState }
}
