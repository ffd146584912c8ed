import type { Outgoing } from './store.ts'

/** How many operations travel at once: the contract's own limit, without its schemas. */
export const BATCH = 50

/** Operations that must keep their order share a lane: what is said of one repair or one round, and a report with those that correct it. */
export const laneOf = (id: string, kind: string, body: unknown): string =>
  (kind === 'report.file' ? (body as { corrects?: string | null }).corrects : (body as { repair?: string }).repair ?? (body as { round?: string }).round) ?? id


/**
 * The next operations to send, in order of filing. A lane that failed alone waits until no other is left and then goes alone again,
 * so that one which the server cannot answer never holds up those behind it.
 */
export function nextBatch(waiting: readonly Outgoing[], size: number, failedAlone: ReadonlyMap<string, number>): Outgoing[] {
  const inOrder = [...waiting].sort((a, b) => a.seq - b.seq)
  const fresh = inOrder.filter((op) => !failedAlone.has(op.lane))
  if (fresh.length > 0) return fresh.slice(0, size)
  const failures = (op: Outgoing) => failedAlone.get(op.lane) ?? 0
  return inOrder.sort((a, b) => failures(a) - failures(b) || a.seq - b.seq).slice(0, 1)
}
