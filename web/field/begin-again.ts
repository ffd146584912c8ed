import type { DamageReport } from '../../geo/reports/report.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import type { KeptOp } from '../sync/store.ts'
import type { Mending } from './begin-with.ts'
import { EMPTY, GRADES, type Draft, type GradeChoice } from './draft.ts'
import type { Place } from './place.ts'

/** How long after its delivery a report may be added to or corrected from the list, in ms. */
export const CORRECT_WITHIN_MS = 3 * 86_400_000

const isGrade = (raw: string | null): raw is GradeChoice => raw !== null && raw in GRADES

/** The site of a report as the phone knows it, or with the name that the list has. */
function siteOf(id: string, op: KeptOp, sites: readonly NearSite[], scanned = false): Place {
  const known = sites.find((site) => site.id === id)
  const named: NearSite = { id, number: 0, sector: 'energy', kind: 'substation', names: op.label.names ?? { uk: null, en: null }, position: [0, 0], area: null, voltagesV: [], version: 0, distanceM: null, openDamage: null }
  return { by: 'site', site: known ?? named, supposed: false, ...(scanned ? { scanned } : {}) }
}

function placeOf(body: DamageReport, op: KeptOp, sites: readonly NearSite[]): Place | null {
  if (body.site !== null) return op.problem?.type.endsWith('/site-not-found') ? null : siteOf(body.site, op, sites, body.located === 'site_scanned')
  if (body.located === 'landmark_text') return { by: 'words', words: body.place }
  if (body.position === null) return null
  const located = body.located === 'mgrs' || body.located === 'plus_code' ? body.located : 'map_pin'
  return { by: 'position', position: body.position, accuracyM: body.accuracyM, located, written: body.place }
}

/** The form of a refused report, to be mended and filed as a new one; null when its content is not on the phone any more. */
export function mendingOf(op: KeptOp, sites: readonly NearSite[]): Mending | null {
  const body = op.body as DamageReport | null
  if (op.kind !== 'report.file' || body === null) return null
  const same = Object.keys(EMPTY).filter((key) => key in body && !['place', 'grade', 'photos'].includes(key))
  const said = Object.fromEntries(same.map((key) => [key, body[key as keyof DamageReport]])) as Partial<Draft>
  const grade = isGrade(body.rawGrade) ? body.rawGrade : null
  const chosen = grade === null ? null : GRADES[grade]
  return {
    ...EMPTY, ...said, grade, place: placeOf(body, op, sites), mends: op.id,
    // what the picture implies follows the picture
    severity: body.severity === chosen?.severity ? null : body.severity, function: body.function === (chosen?.function ?? 'unknown') ? null : body.function,
    photos: body.photos.map((announced) => ({ announced, kept: { sha256: announced.sha256, bytes: announced.bytes, blob: null } })),
  }
}

/** An empty form for what is to be added to a delivered report, or put right in it. */
export function correctionOf(op: KeptOp, sites: readonly NearSite[]): Mending {
  const place: Place | null = op.label.site !== null ? siteOf(op.label.site, op, sites) : op.label.place ? { by: 'words', words: op.label.place } : null
  const grade = isGrade(op.label.grade) ? op.label.grade : null
  return { ...EMPTY, place, grade, ...({ corrects: op.label.corrects ?? op.id } as Partial<Draft>) }
}
