import type { RepairState } from '../../geo/repairs/lifecycle.ts'
import type { Tone } from '../ui/badge.tsx'
import type { GlyphName } from '../ui/glyphs.ts'

/** Pictures and meanings of where a repair stands. */
export const REPAIR_LOOKS: Readonly<Record<RepairState, { readonly icon: GlyphName; readonly tone: Tone }>> = {
  proposed: { icon: 'question', tone: 'neutral' },
  approved: { icon: 'check', tone: 'neutral' },
  assigned: { icon: 'crew', tone: 'accent' },
  en_route: { icon: 'truck', tone: 'accent' },
  on_site: { icon: 'pin', tone: 'accent' },
  in_progress: { icon: 'wrench', tone: 'accent' },
  temporary_fix: { icon: 'half', tone: 'warn' },
  field_complete: { icon: 'check', tone: 'good' },
  restored: { icon: 'bolt', tone: 'good' },
  closed: { icon: 'check', tone: 'neutral' },
  blocked: { icon: 'stop', tone: 'bad' },
  cancelled: { icon: 'close', tone: 'neutral' },
}

/** The usual way of a repair, as its track shows it. */
export const TRACK = ['approved', 'assigned', 'en_route', 'on_site', 'in_progress', 'field_complete', 'restored', 'closed'] as const satisfies readonly RepairState[]

const USUAL: Readonly<Partial<Record<RepairState, RepairState>>> = {
  proposed: 'approved', assigned: 'en_route', en_route: 'on_site', on_site: 'in_progress', in_progress: 'field_complete',
  temporary_fix: 'field_complete', field_complete: 'restored', restored: 'closed',
}

/** The step that usually comes next, out of those that are allowed; undefined when somebody has to choose. */
export function usualStep(state: RepairState, blockedFrom: RepairState | null, allowed: readonly RepairState[]): RepairState | undefined {
  const next = state === 'blocked' ? blockedFrom ?? undefined : USUAL[state]
  return next !== undefined && allowed.includes(next) ? next : undefined
}

/** How far along the track a repair is: an index into it; one that is off the track stands where it left. */
export function trackIndex(state: RepairState, blockedFrom: RepairState | null): number {
  const at = state === 'blocked' && blockedFrom !== null ? blockedFrom : state === 'temporary_fix' ? 'in_progress' : state
  return TRACK.findIndex((step) => step === at)
}
