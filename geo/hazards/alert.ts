import type { AlertPicture, AreaAlert } from './picture.ts'

/** After how long without a word from the source nobody can say whether there is an alert. */
export const STALE_MS = 120_000

/** Whether a place is under alert. `clear` is only ever said from a word that is fresh. */
export type AlertState = {
  readonly state: 'active' | 'clear' | 'unknown'
  /** The alert that was last heard of, also when it is no longer certain. */
  readonly alert: AreaAlert | null
  readonly asOf: string | null
  readonly ageMs: number | null
}

/**
 * Whether a place in some areas (its lineage, from the top down) is under alert, at a time by the server's clock: a phone gives its own
 * time corrected by the difference that the last answer showed. What is older than two minutes, or from the future, is unknown.
 */
export function alertAt(picture: AlertPicture, areas: readonly string[], atMs: number): AlertState {
  const alert = picture.alerts.find((one) => areas.includes(one.area)) ?? null
  const ageMs = picture.asOf === null ? null : atMs - Date.parse(picture.asOf)
  const fresh = ageMs !== null && ageMs <= STALE_MS && ageMs >= -STALE_MS
  return { state: !fresh ? 'unknown' : alert !== null ? 'active' : 'clear', alert, asOf: picture.asOf, ageMs }
}

/** The server's time as a phone reckons it: its own, moved by how far the two clocks were apart at the last answer. */
export const serverTimeMs = (phoneMs: number, apart: { readonly phoneMs: number; readonly serverMs: number } | null): number =>
  phoneMs + (apart === null ? 0 : apart.serverMs - apart.phoneMs)
