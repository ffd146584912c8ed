import type { ServiceState } from '../../geo/damages/grades.ts'
import type { Cause, DamageReport, Hazard, Need, SeenComponent } from '../../geo/reports/report.ts'
import type { Safety } from '../../geo/damages/grades.ts'
import type { Fix, FixDoubt } from '../../geo/space/fix.ts'
import type { TakenPhoto } from '../sync/photos.ts'
import type { OpLabel } from '../sync/store.ts'
import type { Place } from './place.ts'

/** The four pictured choices. */
export const GRADES = {
  works: { function: 'full', severity: 1 },
  reduced: { function: 'degraded', severity: 2 },
  out: { function: 'out', severity: 3 },
  destroyed: { function: 'out', severity: 4 },
} as const satisfies Record<string, { function: ServiceState; severity: number }>
/** The name of one of them. */
export type GradeChoice = keyof typeof GRADES

/** A report that is being filled in. What is null was not said. */
export type Draft = {
  readonly place: Place | null
  readonly grade: GradeChoice | null
  readonly severity: number | null
  readonly function: ServiceState | null
  readonly safety: Safety
  readonly kind: DamageReport['kind']
  readonly cause: Cause
  readonly hazards: readonly Hazard[]
  readonly needs: readonly Need[]
  readonly note: string
  readonly photos: readonly TakenPhoto[]
  readonly components: readonly SeenComponent[]
  /** When it was seen, if not now. */
  readonly seenAtMs: number | null
  /** The damage that this adds to, or that it is another thing than what is reported here; null leaves it to the site. */
  readonly same: { readonly damage: string } | 'other' | null
  /** The report that this corrects. */
  readonly corrects: string | null
}

/** A report in which nothing was said yet. */
export const EMPTY: Draft = { place: null, grade: null, severity: null, function: null, safety: 'unknown', kind: null, cause: 'unknown', hazards: [], needs: [], note: '', photos: [], components: [], seenAtMs: null, same: null, corrects: null }

/** What a report still needs before it can be sent. */
export function missingFrom(draft: Draft): 'place' | 'grade' | null {
  if (draft.place === null) return 'place'
  return draft.grade === null && draft.severity === null && draft.function === null ? 'grade' : null
}

type Where = Pick<DamageReport, 'site' | 'damage' | 'position' | 'accuracyM' | 'located' | 'place'>

const LATEST_MS = 7_258_118_399_999

/** A time by a phone's clock as a report takes it: clocks are off, also by decades. */
export const instant = (ms: number): string => new Date(Math.min(LATEST_MS, Math.max(0, ms))).toISOString()

/** The place as a report says it. A picked site goes with where the crew stood, unless that is in doubt; a landmark has no position at all. */
function whereOf(place: Place, fix: Fix | null, doubts: readonly FixDoubt[]): Where {
  const nowhere = { site: null, damage: null, position: null, accuracyM: null, place: '' }
  const circle = (of: Fix) => ({ position: of.position, accuracyM: Math.min(100_000, Math.round(of.accuracyM)) })
  if (place.by === 'site') return { ...nowhere, ...(fix === null || doubts.length > 0 ? {} : circle(fix)), site: place.site.id, located: place.scanned ? 'site_scanned' : 'site_picked' }
  if (place.by === 'fix') return { ...nowhere, ...circle(place.fix), located: 'gps' }
  if (place.by === 'words') return { ...nowhere, place: place.words.trim(), located: 'landmark_text' }
  return { ...nowhere, position: place.position, accuracyM: place.accuracyM === null ? null : Math.round(place.accuracyM), place: place.written, located: place.located }
}

/** What the receiver said, as evidence; null when it said nothing. */
export function rawFix(fix: Fix | null): DamageReport['fix'] {
  return fix === null ? null : { position: fix.position, accuracyM: Math.min(100_000, Math.round(fix.accuracyM)), at: instant(fix.atMs) }
}

/** The receiver's word with what speaks against it. */
export type Found = { readonly fix: Fix | null; readonly doubts: readonly FixDoubt[] }

/** The report of a draft that misses nothing. Throws a RangeError when it does. `nowMs` is the phone's clock. */
export function reportOf(draft: Draft, id: string, nowMs: number, found: Found): DamageReport {
  if (draft.place === null || missingFrom(draft) !== null) throw new RangeError('the draft is not complete')
  const grade = draft.grade === null ? null : GRADES[draft.grade]
  const where = whereOf(draft.place, found.fix, found.doubts)
  const adds = draft.same !== null && draft.same !== 'other' ? draft.same.damage : null
  return {
    id, observedAt: instant(draft.seenAtMs ?? nowMs), ...where, damage: adds ?? where.damage,
    kind: draft.place.by === 'site' ? null : draft.kind,
    severity: draft.severity ?? grade?.severity ?? null,
    function: draft.function ?? grade?.function ?? 'unknown',
    safety: draft.safety, scale: 'own', rawGrade: draft.grade ?? '',
    cause: draft.cause, hazards: [...draft.hazards], needs: [...draft.needs], note: draft.note.trim(), corrects: draft.corrects,
    fix: rawFix(found.fix), doubts: found.fix === null ? [] : [...found.doubts],
    components: [...draft.components], separate: draft.same === 'other', repair: null, stage: null,
    photos: draft.photos.map((photo) => photo.announced),
  }
}

/** A draft that adds to a report which was sent: what it said stands, its photos are there already. The first of a chain is the one that is corrected. */
export const moreOf = (sent: Draft, id: string): Draft => ({ ...sent, photos: [], corrects: sent.corrects ?? id })

/** What a list shows of the report. */
export function labelOf(place: Place): OpLabel {
  if (place.by === 'site') return { names: place.site.names, place: '', version: null, number: place.site.number }
  if (place.by === 'words') return { names: null, place: place.words.trim(), version: null }
  const [lon, lat] = place.by === 'fix' ? place.fix.position : place.position
  const written = place.by === 'position' ? place.written : ''
  return { names: null, place: written || `${lat.toFixed(5)}, ${lon.toFixed(5)}`, version: null }
}
