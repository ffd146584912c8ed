import { createHash } from 'node:crypto'

/** What somebody could have written down while it happened, in virtual time. Nothing in it is taken from the inside of the phone's or the server's code. */
export type Happening =
  /** The phone told its person that it is kept. */
  | { readonly what: 'filed'; readonly atMs: number; readonly phone: number; readonly id: string; readonly kind: 'report.file' | 'repair.move'; readonly hash: string; readonly by: string; readonly photos: readonly string[] }
  /** The phone told its person that it cannot keep it. */
  | { readonly what: 'not-kept'; readonly atMs: number; readonly phone: number; readonly id: string }
  /** The phone's list says this of an operation from now on. */
  | { readonly what: 'shown'; readonly atMs: number; readonly phone: number; readonly id: string; readonly state: string }
  | { readonly what: 'photo-shown'; readonly atMs: number; readonly phone: number; readonly sha256: string; readonly state: string }
  /** An operation that a fault of ours meets whenever it arrives. */
  | { readonly what: 'poisoned'; readonly atMs: number; readonly id: string }
  | { readonly what: 'request'; readonly atMs: number; readonly phone: number; readonly path: string; readonly fate: string }
  | { readonly what: 'answered'; readonly atMs: number; readonly phone: number; readonly status: number }
  | { readonly what: 'trouble'; readonly atMs: number; readonly phone: number; readonly trouble: string }
  /** The desk withdrew the phone. */
  | { readonly what: 'revoked'; readonly atMs: number; readonly phone: number }
  /** The phone told its person that it removed all that was on it. */
  | { readonly what: 'cleared'; readonly atMs: number; readonly phone: number }
  /** What waited on a phone was given to another, to be delivered by it as well. */
  | { readonly what: 'handed-on'; readonly atMs: number; readonly phone: number; readonly to: number; readonly ids: readonly string[] }
  /** The desk decided on what was held, and was told that it is done. */
  | { readonly what: 'decided'; readonly atMs: number; readonly id: string; readonly by: string; readonly decision: 'accepted' | 'discarded' }
  /** What the phone keeps when the world ends. */
  | { readonly what: 'left'; readonly atMs: number; readonly phone: number; readonly ops: readonly { readonly id: string; readonly state: string }[]; readonly photos: readonly { readonly sha256: string; readonly state: string; readonly whole: boolean }[] }

/** A recorder of what happens. */
export type History = { readonly all: readonly Happening[]; note(happening: Happening): void; hash(): string }

/** An empty history. Its hash is the same for the same happenings in the same order. */
export function makeHistory(): History {
  const all: Happening[] = []
  return {
    all,
    note(happening) { all.push(happening) },
    hash: () => createHash('sha256').update(all.map((happening) => JSON.stringify(happening)).join('\n')).digest('hex'),
  }
}
