import type { ProblemBody } from '../../geo/problems.ts'
import type { ToldArea } from '../../geo/sync/changes.ts'
import type { ToldNoun, ToldThings } from '../../geo/sync/merge.ts'
import type { OpKind } from '../../geo/sync/op.ts'
import type { Names } from '../../geo/text.ts'

/** Where an operation stands. It leaves `waiting` only on the server's verdict; `held` is on the server's disk for a person to look at. */
export type OpState = 'waiting' | 'delivered' | 'refused' | 'held'
/** What an operation is about: `sealed` when it is carried for another phone, and only the server can tell. */
export type KeptKind = OpKind | 'sealed'

/** Where an operation was filed for, as its form knows it. */
export type OpLabel = {
  readonly names: Names | null
  readonly place: string
  /** For a move: the version of the repair that the crew saw. */
  readonly version: number | null
  /** For a report on a site: the number that an SMS calls it by. Phones kept none at first. */
  readonly number?: number | undefined
}

/** What a list shows of an operation without opening its body: for a report also the picture that was chosen, the site, the report that it corrects, and the refused one that it is filed instead of. */
export type KeptLabel = OpLabel & { readonly grade: string | null; readonly site: string | null; readonly corrects: string | null; readonly mends: string | null }

/** An operation as it is filed. */
export type NewOp = {
  readonly id: string
  readonly kind: KeptKind
  /** What travels: the body as it is, or the envelope that it is sealed in. */
  readonly parcel: { readonly kind: string; readonly body: unknown }
  readonly sealed: boolean
  /** This phone's own SHA-256 over the canonical text of the parcel's body: what a verdict must repeat. */
  readonly hash: string
  /** Operations of one lane keep their order. */
  readonly lane: string
  /** Who filed it: nobody else's session sends it. Null when the phone did not know, and for what is carried for another. */
  readonly by: string | null
  readonly madeAtMs: number
  readonly photos: readonly string[]
  readonly label: KeptLabel | null
  /** The body of a sealed operation, kept under the vault's key until it is delivered. */
  readonly content: unknown
  /** The phone that it is carried for. */
  readonly carriedFrom: string | null
}

/** An operation as a list shows it. `seq` is the order of filing, over all tabs; `body` is null once it was delivered, or when it cannot be read. */
export type KeptOp = Pick<NewOp, 'id' | 'kind' | 'by' | 'madeAtMs' | 'photos' | 'hash' | 'sealed' | 'carriedFrom'> & {
  readonly seq: number
  readonly state: OpState
  /** Why it was refused. */
  readonly problem: ProblemBody | null
  readonly settledAtMs: number | null
  readonly label: KeptLabel
  /** False when the label is under a key that is locked or was given up. */
  readonly legible: boolean
  readonly body: unknown
}

/** A waiting operation as the outbox sends it; `about` is its kind, `kind` the one that travels. */
export type Outgoing = Pick<NewOp, 'id' | 'lane' | 'by' | 'photos' | 'hash' | 'sealed' | 'carriedFrom'> & { readonly seq: number; readonly about: KeptKind; readonly kind: string; readonly body: unknown }

/** What a photo's bytes on the phone are sealed to: the server's key, and the hashes of the sealed bytes. */
export type PhotoSeal = { readonly key: string; readonly photo: string; readonly thumb: string | null }

/** A photo on the phone, without its bytes. It is `asked` once the server said that it lacks it; its bytes go when it is `sent`. */
export type KeptPhoto = {
  readonly sha256: string
  readonly bytes: number
  readonly thumb: { readonly sha256: string; readonly bytes: number } | null
  /** Null when the bytes are open. */
  readonly seal: PhotoSeal | null
  readonly state: 'waiting' | 'asked' | 'sent' | 'refused'
  readonly thumbState: 'none' | 'waiting' | 'asked' | 'sent'
  readonly problem: ProblemBody | null
}

/** Which bytes of a photo. */
export type PhotoPart = 'photo' | 'thumb'

/** A photo as it is filed; `blob` is null when the phone has its bytes already. */
export type NewPhoto = Pick<KeptPhoto, 'sha256' | 'bytes'> & {
  readonly blob: Blob | null
  readonly thumb?: { readonly sha256: string; readonly bytes: number; readonly blob: Blob | null } | null
  readonly seal?: PhotoSeal | null
}

/** A verdict that was found to be the server's word on this phone's own bytes. */
export type Settled = { readonly id: string; readonly outcome: 'kept' | 'refused' | 'held'; readonly problem: ProblemBody | null }

/** An area as the shelf keeps it: its code is its id. */
export type KeptArea = ToldArea & { readonly id: string }
/** What the server told this phone, by noun. Another noun is added here, to `TOLD` and to the contract's changes. */
export type Told = Pick<ToldThings, ToldNoun> & { readonly areas: readonly KeptArea[] }
/** The nouns of `Told`; each thing has an id. */
export const TOLD = ['sites', 'damages', 'repairs', 'rounds', 'hazards', 'clearances', 'areas'] as const satisfies readonly (keyof Told)[]
/** A phone that was told nothing. */
export const NOTHING_TOLD: Told = { sites: [], damages: [], repairs: [], rounds: [], hazards: [], clearances: [], areas: [] }

/** What one answer of the server changes on the phone; it lands whole or not at all. */
export type Landing = {
  readonly settled: readonly Settled[]
  /** Photos of the settled reports that the server has, and that it lacks, wholly or even their thumbnail. */
  readonly photosThere: readonly string[]
  readonly photosAsked: readonly string[]
  readonly thumbsAsked: readonly string[]
  /** Things as they are now; those of `gone` are taken off, and with `whole` all that is not here. */
  readonly changes: Told & { readonly whole: boolean; readonly gone: Partial<Readonly<Record<keyof Told, readonly string[]>>> }
  /** Null when nothing was told: the phone asks from where it was. */
  readonly cursor: string | null
  readonly atMs: number
}

/** A form that is being filled in: JSON, and the bytes of its photos by hash. */
export type KeptDraft = { readonly said: unknown; readonly photos: ReadonlyMap<string, Blob> }

/** Where the phone keeps what it must not lose. IndexedDB on the phone; memory in tests and in private windows. */
export type PhoneStore = {
  /** False when closing the page loses everything: the page must say so. */
  readonly durable: boolean
  /** False while the vault is locked: labels, drafts and what was told cannot be read, and what the server tells is not taken in. */
  legible(): boolean
  ops(): Promise<readonly KeptOp[]>
  /** What waits, as it travels, in the order of filing. */
  outgoing(): Promise<readonly Outgoing[]>
  photos(): Promise<readonly KeptPhoto[]>
  /** The bytes as they travel; null when they are not on the phone. */
  bytes(sha256: string, part: PhotoPart): Promise<Blob | null>
  told(): Promise<Told>
  /** Keeps an operation with its photos, at once and whole, and drops the draft that it was. A repeat of its id changes nothing. Throws QuotaExceededError when the phone is full. */
  file(op: NewOp, photos: readonly NewPhoto[], draft?: string): Promise<void>
  /** Puts a waiting operation that was open, and its open photos, into what is sealed. */
  seal(op: NewOp, photos: readonly NewPhoto[]): Promise<void>
  land(landing: Landing): Promise<void>
  markPhoto(sha256: string, state: 'sent' | 'refused', problem: ProblemBody | null, part?: PhotoPart): Promise<void>
  /** Takes operations off the phone that are not waiting, with photos that no other names. */
  forget(ids: readonly string[]): Promise<void>
  read<T>(key: string): Promise<T | undefined>
  write(key: string, value: unknown): Promise<void>
  /** Keeps a fact that lies open unless there is one, and gives the one that is there: two tabs that begin at once agree. */
  settle<T>(key: string, value: T): Promise<T>
  draft(form: string): Promise<KeptDraft | undefined>
  keepDraft(form: string, draft: KeptDraft | undefined): Promise<void>
  /** The forms that have a draft. */
  drafts(): Promise<readonly string[]>
  /** Puts what an earlier version left open under the vault's key. */
  tidy(): Promise<void>
  /** Gives up all that is under the vault's key; what waits still sends. */
  giveUp(): Promise<void>
  /** Keeps room for the text of a report on a phone that runs full; `release` gives it up. */
  reserve(): Promise<void>
  release(): Promise<boolean>
  /** Removes everything for good. */
  erase(): Promise<void>
}

/** How many delivered operations stay listed. */
export const KEEP_DELIVERED = 100
/** The key of the sync cursor in `read` and `write`. */
export const CURSOR = 'cursor'

/** True for what the browser throws when the phone is full. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

/** Delivered operations beyond the last `KEEP_DELIVERED` whose photos are all through. */
export function surplus(ops: readonly Pick<KeptOp, 'id' | 'seq' | 'state' | 'photos'>[], photos: readonly KeptPhoto[]): string[] {
  const open = new Set(photos.filter((photo) => photo.state === 'waiting' || photo.state === 'asked').map((photo) => photo.sha256))
  const delivered = ops.filter((op) => op.state === 'delivered' || op.state === 'held').sort((a, b) => b.seq - a.seq)
  return delivered.slice(KEEP_DELIVERED).filter((op) => !op.photos.some((sha256) => open.has(sha256))).map((op) => op.id)
}

/** Photos that only the named operations hold. */
export function orphanedBy(ids: readonly string[], ops: readonly Pick<KeptOp, 'id' | 'photos'>[]): string[] {
  const gone = new Set(ids)
  const held = new Set(ops.filter((op) => !gone.has(op.id)).flatMap((op) => op.photos))
  return ops.filter((op) => gone.has(op.id)).flatMap((op) => op.photos).filter((sha256) => !held.has(sha256))
}
