import type { ProblemBody } from '../../geo/problems.ts'
import type { Activity } from '../sync/outbox.ts'
import type { KeptOp, KeptPhoto } from '../sync/store.ts'

/** How an operation stands, as the crew reads it. */
export type Standing = 'waiting' | 'waitingOther' | 'sending' | 'delivered' | 'held' | 'refused'

/** The standing of an operation for whoever holds the phone. */
export function standingOf(op: KeptOp, activity: Activity, who: string | null): Standing {
  if (op.state !== 'waiting') return op.state
  if (activity.sending.has(op.id)) return 'sending'
  return op.by !== null && op.by !== who ? 'waitingOther' : 'waiting'
}

/** True when the last of this phone's own that the server answered was set aside: so will be what comes next, until the desk allows the phone again. */
export function isHeldBack(ops: readonly KeptOp[]): boolean {
  const own = ops.filter((op) => op.settledAtMs !== null && op.carriedFrom === null)
  const last = Math.max(...own.map((op) => op.settledAtMs ?? 0))
  return own.some((op) => op.settledAtMs === last && op.state === 'held')
}

/** How the photos of an operation stand; `small` are small copies that arrived before their photos, `problem` why the first refused one was. */
export function photosOf(op: Pick<KeptOp, 'photos'>, photos: readonly KeptPhoto[]): { readonly all: number; readonly sent: number; readonly coming: number; readonly small: number; readonly problem: ProblemBody | null } {
  const own = photos.filter((photo) => op.photos.includes(photo.sha256))
  const coming = own.filter((photo) => photo.state === 'waiting' || photo.state === 'asked')
  return {
    all: op.photos.length, sent: own.filter((photo) => photo.state === 'sent').length, coming: coming.length,
    small: coming.filter((photo) => photo.thumbState === 'sent').length, problem: own.find((photo) => photo.state === 'refused')?.problem ?? null,
  }
}

/** The figures that are always on the screen. */
export function countsOf(ops: readonly KeptOp[], photos: readonly KeptPhoto[]): { readonly waiting: number; readonly delivered: number; readonly refused: number; readonly photos: number } {
  const count = (state: KeptOp['state']) => ops.filter((op) => op.state === state && op.kind === 'report.file').length
  return {
    // A move that waits is as much on this phone as a report.
    waiting: ops.filter((op) => op.state === 'waiting').length,
    delivered: count('delivered'), refused: ops.filter((op) => op.state === 'refused').length,
    photos: photos.filter((photo) => photo.state === 'waiting' || photo.state === 'asked').length,
  }
}
