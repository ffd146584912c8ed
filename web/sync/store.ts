import type { Damage } from '../../geo/damages/damage.ts'
import type { ProblemBody } from '../../geo/problems.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import type { OpKind } from '../../geo/sync/op.ts'
import type { Names } from '../../geo/text.ts'

/** Where an operation stands. It leaves `waiting` only on the server's verdict. */
export type OpState = 'waiting' | 'delivered' | 'refused'

/** What a list shows of an operation without opening its body. */
export type OpLabel = {
  readonly names: Names | null
  readonly place: string
  /** For a move: the version of the repair that the crew saw. */
  readonly version: number | null
}

/** An operation as it is filed: `hash` is this phone's own SHA-256 over the canonical body. */
export type NewOp = {
  readonly id: string
  readonly kind: OpKind
  readonly body: unknown
  readonly hash: string
  /** Who filed it: nobody else's session sends it. Null when the phone did not know. */
  readonly by: string | null
  readonly madeAtMs: number
  readonly label: OpLabel
  readonly photos: readonly string[]
}

/** An operation as the phone keeps it. `seq` is the order of filing, over all tabs. */
export type KeptOp = NewOp & {
  readonly seq: number
  readonly state: OpState
  /** Why it was refused. */
  readonly problem: ProblemBody | null
  readonly settledAtMs: number | null
}

/** A photo on the phone. It is `asked` once the server said that it lacks it; its bytes go when it is `sent`. */
export type KeptPhoto = {
  readonly sha256: string
  readonly bytes: number
  readonly blob: Blob | null
  readonly state: 'waiting' | 'asked' | 'sent' | 'refused'
  readonly problem: ProblemBody | null
}

/** A verdict that was found to be the server's word on this phone's own bytes. */
export type Settled = { readonly id: string; readonly outcome: 'kept' | 'refused' | 'held'; readonly problem: ProblemBody | null }

/** What one answer of the server changes on the phone; it lands whole or not at all. */
export type Landing = {
  readonly settled: readonly Settled[]
  /** Photos of the settled reports that the server has, and that it lacks. */
  readonly photosThere: readonly string[]
  readonly photosAsked: readonly string[]
  readonly changes: { readonly damages: readonly Damage[]; readonly repairs: readonly Repair[]; readonly sites: readonly NearSite[]; readonly whole: boolean }
  readonly cursor: string
  readonly atMs: number
}

/** What the server told this phone. */
export type Told = { readonly sites: readonly NearSite[]; readonly damages: readonly Damage[]; readonly repairs: readonly Repair[] }

/** Where the phone keeps what it must not lose. IndexedDB on the phone; a Map in tests and in private windows. */
export type PhoneStore = {
  /** False when closing the page loses everything: the page must say so. */
  readonly durable: boolean
  ops(): Promise<readonly KeptOp[]>
  photos(): Promise<readonly KeptPhoto[]>
  told(): Promise<Told>
  /** Keeps an operation with its photos, at once and whole. A repeat of its id changes nothing. Throws QuotaExceededError when the phone is full. */
  file(op: NewOp, photos: readonly KeptPhoto[]): Promise<void>
  land(landing: Landing): Promise<void>
  markPhoto(sha256: string, state: 'sent' | 'refused', problem: ProblemBody | null): Promise<void>
  /** Takes operations off the phone that are not waiting, with photos that no other names. */
  forget(ids: readonly string[]): Promise<void>
  read<T>(key: string): Promise<T | undefined>
  write(key: string, value: unknown): Promise<void>
}

/** How many delivered operations stay listed. */
export const KEEP_DELIVERED = 100
/** The key of the sync cursor in `read` and `write`. */
export const CURSOR = 'cursor'

/** The operation after its verdict; one that has had it stays as it is. */
export function settle(op: KeptOp, settled: Settled, atMs: number): KeptOp {
  if (op.state !== 'waiting') return op
  return { ...op, state: settled.outcome === 'refused' ? 'refused' : 'delivered', problem: settled.problem, settledAtMs: atMs }
}

/** The photo after the server said whether it has it. */
export function photoAfter(photo: KeptPhoto, landing: Landing): KeptPhoto {
  if (photo.state !== 'waiting' && photo.state !== 'asked') return photo
  if (landing.photosAsked.includes(photo.sha256)) return { ...photo, state: 'asked' }
  if (landing.photosThere.includes(photo.sha256)) return { ...photo, state: 'sent', blob: null }
  return photo
}

/** Delivered operations beyond the last `KEEP_DELIVERED` whose photos are all through. */
export function surplus(ops: readonly KeptOp[], photos: readonly KeptPhoto[]): string[] {
  const open = new Set(photos.filter((photo) => photo.state === 'waiting' || photo.state === 'asked').map((photo) => photo.sha256))
  const delivered = ops.filter((op) => op.state === 'delivered').sort((a, b) => b.seq - a.seq)
  return delivered.slice(KEEP_DELIVERED).filter((op) => !op.photos.some((sha256) => open.has(sha256))).map((op) => op.id)
}

/** Photos that only the named operations hold. */
export function orphanedBy(ids: readonly string[], ops: readonly KeptOp[]): string[] {
  const gone = new Set(ids)
  const held = new Set(ops.filter((op) => !gone.has(op.id)).flatMap((op) => op.photos))
  return ops.filter((op) => gone.has(op.id)).flatMap((op) => op.photos).filter((sha256) => !held.has(sha256))
}
