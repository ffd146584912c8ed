import type { Stage } from '../../geo/reports/report.ts'
import type { BlockedBy, RepairState } from '../../geo/repairs/lifecycle.ts'
import type { UsedPart } from '../../geo/repairs/repair.ts'
import type { StepAsked } from '../../geo/repairs/restoration.ts'
import type { Job } from '../sync/jobs.ts'
import type { TakenPhoto } from '../sync/photos.ts'
import type { OpLabel } from '../sync/store.ts'
import { instant, rawFix, type Found } from './draft.ts'
import type { FieldState } from './field-state.ts'

/** A step of the crew: where to, why it stands still, what it wrote and used, what it photographed. */
export type Step = { readonly to: RepairState; readonly blockedBy: BlockedBy | null; readonly untilMs?: number | null; readonly note: string; readonly parts: readonly UsedPart[]; readonly photos: readonly TakenPhoto[] }

/** When the photos of a step were taken, as far as the work goes; null when the step asks for none. */
export function stageOf(to: RepairState): Stage | null {
  if (to === 'in_progress') return 'before'
  return to === 'temporary_fix' || to === 'field_complete' || to === 'restored' ? 'after' : null
}

/** The report that carries the photos of a step: what the crew saw, bound to its repair, where the damage is. */
export function photosReport(job: Job, id: string, nowMs: number, stage: Stage, photos: readonly TakenPhoto[], found: Found) {
  const stood = found.fix !== null && found.doubts.length === 0 ? { position: found.fix.position, accuracyM: Math.min(100_000, Math.round(found.fix.accuracyM)) } : {}
  return {
    id, observedAt: instant(nowMs), located: 'site_picked', ...stood, fix: rawFix(found.fix), doubts: found.fix === null ? [] : [...found.doubts],
    repair: job.repair.id, stage, photos: photos.map((photo) => photo.announced),
  }
}

const labelOf = (field: FieldState, job: Job): OpLabel => ({
  names: job.damage?.names ?? null, place: job.damage?.place ?? '', version: field.told().repairs.find((repair) => repair.id === job.repair.id)?.version ?? null,
})

/** Moves a job by the rule that the server will apply too, its photos as a report of their own beside it. */
export async function takeStep(field: FieldState, job: Job, step: Step): Promise<void> {
  const now = Date.now()
  const { phone } = field
  const label = labelOf(field, job)
  const stage = stageOf(step.to)
  if (stage !== null && step.photos.length > 0) {
    const id = phone.newId()
    const body = photosReport(job, id, now, stage, step.photos, { fix: field.fix(), doubts: field.doubts() })
    await phone.outbox.file({ id, kind: 'report.file', body, label: { ...label, version: null }, photos: step.photos.map((photo) => photo.kept) })
  }
  const move = { to: step.to, at: instant(now), blockedBy: step.blockedBy, until: step.untilMs == null ? null : instant(step.untilMs), closedReason: null, note: step.note.trim(), parts: step.parts }
  await phone.outbox.file({ id: phone.newId(), kind: 'repair.move', body: { repair: job.repair.id, move }, label })
  phone.kick()
}

/** Says what the repair has given back, or is to, before it is done. */
export async function givesBack(field: FieldState, job: Job, step: StepAsked): Promise<void> {
  await field.phone.outbox.file({ id: field.phone.newId(), kind: 'repair.step', body: { repair: job.repair.id, step }, label: labelOf(field, job) })
  field.phone.kick()
}

/** Says when the crew expects service back. */
export async function expectBack(field: FieldState, job: Job, atMs: number): Promise<void> {
  const etr = { at: instant(atMs), madeAt: instant(Date.now()), confidence: null }
  await field.phone.outbox.file({ id: field.phone.newId(), kind: 'repair.etr', body: { repair: job.repair.id, etr }, label: labelOf(field, job) })
  field.phone.kick()
}
