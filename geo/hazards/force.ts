import type { HazardKind } from './hazard.ts'

/** Kinds in which nobody works without a clearance. */
export const CLEARED_KINDS: readonly HazardKind[] = ['mines_suspected', 'mines_confirmed', 'unexploded_ordnance', 'chemical', 'radiation']

/** The part of a zone that decides whether it holds at a time. */
export type Lasting = { readonly from: string; readonly until: string | null; readonly endedAt: string | null }

/** True while a zone is in force. */
export function inForce({ from, until, endedAt }: Lasting, atMs: number): boolean {
  return Date.parse(from) <= atMs && (until === null || atMs < Date.parse(until)) && (endedAt === null || atMs < Date.parse(endedAt))
}
