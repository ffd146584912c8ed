import type { DamageReport } from '../../geo/reports/report.ts'
import type { Position } from '../../geo/space/position.ts'
import type { KeptOp } from '../sync/store.ts'
import { GRADES } from './draft.ts'
import { isElsewhere } from './place.ts'

/** What an SMS says of a report: its site's number or its position, and the grade of its picture. */
export type SmsSaid = { readonly place: { readonly site: number } | { readonly position: Position }; readonly grade: 1 | 2 | 3 | 4 }

// The server joins the full report within so far of the place that the SMS said.
const JOINS_M = 300

/** What can be sent by SMS of a report that waits on this phone; null when its place or its grade is not known well enough. */
export function smsSaid(op: KeptOp): SmsSaid | null {
  if (op.kind !== 'report.file' || op.state !== 'waiting' || op.body === null) return null
  const grade = Object.keys(GRADES).indexOf(op.label.grade ?? '') + 1
  if (grade === 0) return null
  const { site, position, accuracyM, located, doubts } = op.body as Pick<DamageReport, 'site' | 'position' | 'accuracyM' | 'located' | 'doubts'>
  // A fix that jumped or lies outside places nothing, here as little as on the server.
  const trusted = located !== 'gps' || !isElsewhere(doubts ?? [])
  const { number } = op.label
  // Where the crew stood is not where the site is.
  const place = site ? number !== undefined && { site: number } : position && trusted && (accuracyM ?? 0) <= JOINS_M && { position }
  return place ? { place, grade: grade as SmsSaid['grade'] } : null
}
