import { distanceM } from '../space/distance.ts'
import type { Position } from '../space/position.ts'

/** What a picture says against the report that it belongs to: another place (metres between them) or another time (ms, later is positive). Shown, never believed. */
export type PhotoDoubt = { readonly is: 'elsewhere'; readonly apartM: number } | { readonly is: 'another_time'; readonly apartMs: number }

/** Farther than this from the circle of the fix, a picture shows another place. */
export const ELSEWHERE_M = 200
/** Longer than this before or after, a picture was taken at another time. */
export const ANOTHER_TIME_MS = 3_600_000

/** Compares what a picture says of itself with where and when its report was made; what either does not say is not compared. */
export function comparePhoto(
  photo: { readonly takenAt: string | null; readonly exifPosition: Position | null },
  report: { readonly position: Position | null; readonly accuracyM: number | null; readonly at: string },
): PhotoDoubt[] {
  const doubts: PhotoDoubt[] = []
  if (photo.exifPosition !== null && report.position !== null) {
    const apartM = distanceM(photo.exifPosition, report.position) - (report.accuracyM ?? 0)
    if (apartM > ELSEWHERE_M) doubts.push({ is: 'elsewhere', apartM: Math.round(apartM) })
  }
  const apartMs = photo.takenAt === null ? 0 : Date.parse(photo.takenAt) - Date.parse(report.at)
  if (Math.abs(apartMs) > ANOTHER_TIME_MS) doubts.push({ is: 'another_time', apartMs })
  return doubts
}
