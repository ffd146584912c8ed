import type { TimelineEntry } from '../../geo/damages/damage.ts'
import { Names } from '../../geo/text.ts'

/** What a line of the timeline says: a text's key without its section, its subject or none, and the facts it fills in, still as codes. */
export type Line = {
  readonly key: LineKey
  /** The line begins with who did it. */
  readonly byName: boolean
  readonly facts: { readonly state?: string; readonly verification?: string; readonly crew?: string | null; readonly at?: string; readonly severity?: number | null; readonly function?: string; readonly blockedBy?: string; readonly closedReason?: string; readonly carriedBy?: string; readonly until?: string; readonly clock?: string; readonly waited?: string; readonly people?: readonly { readonly service: string; readonly people: number }[]; readonly consumers?: number
    /** Whom it was handed to; whose it became. */
    readonly to?: Names; readonly responsible?: Names }
  readonly why: string
}

const KEYS = [
  'report-filed', 'report-held', 'report-accepted', 'report-discarded', 'report-joined', 'photo-stored', 'photo-thumb_stored', 'damage-opened', 'damage-reported', 'damage-graded', 'damage-ranked', 'damage-verified', 'damage-merged', 'damage-parted',
  'damage-override_set', 'damage-override_ended', 'damage-restored', 'damage-reopened', 'repair-opened', 'repair-assigned', 'repair-moved', 'repair-etr_set', 'repair-planned', 'repair-unplanned', 'repair-step_said', 'repair-step_expected', 'repair-step_taken_back', 'repair-struck', 'repair-waits', 'repair-lifted', 'damage-clock_near', 'damage-clock_missed',
  'handover-asked', 'handover-accepted', 'handover-declined', 'handover-taken_back', 'handover-returned', 'handover-ended', 'damage-claimed', 'damage-released',
] as const

/** The key of a line's text, below `desk.timeline`. */
export type LineKey = (typeof KEYS)[number] | 'other'

const BY_NAME: readonly LineKey[] = ['report-filed', 'report-held', 'report-accepted', 'report-discarded', 'damage-verified', 'damage-merged', 'damage-parted', 'damage-override_set', 'repair-opened', 'repair-assigned', 'repair-etr_set', 'repair-planned', 'repair-unplanned', 'repair-step_said', 'repair-step_expected', 'repair-step_taken_back', 'handover-asked', 'handover-accepted', 'handover-declined', 'handover-taken_back', 'handover-returned', 'damage-claimed', 'damage-released']

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** The names of an organisation as an event keeps them. */
const namesIn = (value: unknown) => Names.safeParse((value as { names?: unknown } | null | undefined)?.names).data

/** A line of the timeline from an event as it was written; what is missing in it is left out, never guessed. */
export function lineOf(entry: TimelineEntry): Line {
  const { body } = entry
  const verb = entry.verb === 'repair.planned' && body['at'] === null ? 'repair-unplanned' : entry.verb === 'repair.step_said' && body['confirmed'] === false ? 'repair-step_expected'
    : entry.verb === 'repair.moved' && body['from'] === 'blocked' && body['to'] === 'blocked' ? 'repair-waits' : entry.verb === 'repair.moved' && typeof body['waited'] === 'string' && body['to'] !== 'cancelled' ? 'repair-lifted' : entry.verb.replace('.', '-')
  const key = KEYS.find((known) => known === verb) ?? 'other'
  const to = text(body['to'])
  const [severity, service, at, blockedBy, closedReason] = [body['severity'], text(body['function']), text(body['at']), text(body['blockedBy']), text(body['closedReason'])]
  const until = text(body['until'])
  const [handedTo, responsible] = [namesIn(body['to']), namesIn(body['responsible'])]
  const carriedBy = text(body['carriedByName']) ?? text(body['carriedBy'])
  return {
    key,
    byName: BY_NAME.includes(key),
    facts: {
      ...((key === 'repair-moved' || key === 'repair-lifted') && to !== undefined ? { state: to } : {}),
      ...(text(body['clock']) === undefined ? {} : { clock: text(body['clock'])! }),
      ...(until === undefined || blockedBy === undefined ? {} : { until }),
      ...(key === 'repair-lifted' && text(body['waited']) !== undefined ? { waited: text(body['waited'])! } : {}),
      ...(key === 'damage-verified' && to !== undefined ? { verification: to } : {}),
      ...(key === 'repair-assigned' ? { crew: to ?? null } : key === 'repair-opened' ? { crew: text(body['crew']) ?? null } : {}),
      ...(handedTo === undefined ? {} : { to: handedTo }), ...(responsible === undefined ? {} : { responsible }),
      ...(at === undefined ? {} : { at }),
      ...(typeof severity === 'number' || severity === null ? { severity } : {}),
      ...(service === undefined ? {} : { function: service }),
      ...(blockedBy === undefined ? {} : { blockedBy }),
      ...(closedReason === undefined ? {} : { closedReason }),
      ...(carriedBy === undefined ? {} : { carriedBy }),
      ...(Array.isArray(body['people']) && key.startsWith('repair-step') ? { people: body['people'] as { service: string; people: number }[], consumers: Number(body['consumers'] ?? 0) } : {}),
    },
    why: text(body['why']) ?? text(body['note']) ?? '',
  }
}

/** One estimate of when service is back, as the timeline remembers it. */
export type PastEtr = { readonly seq: number; readonly at: string; readonly source: string | null; readonly madeAt: string; readonly by: string | null }

/** The estimates of a repair that were given before the one that stands, if one does; the latest first. */
export function pastEtrs(timeline: readonly TimelineEntry[], stands: boolean): readonly PastEtr[] {
  return timeline.filter((entry) => entry.verb === 'repair.etr_set').flatMap((entry) => {
    const at = text(entry.body['at'])
    return at === undefined ? [] : [{ seq: entry.seq, at, source: text(entry.body['source']) ?? null, madeAt: entry.at, by: entry.actorName }]
  }).sort((a, b) => b.seq - a.seq).slice(stands ? 1 : 0)
}

/** One time that a repair waited: what for, from when to when; null while it still does. */
export type Waited = { readonly seq: number; readonly why: string; readonly from: string; readonly until: string | null }

/** What a repair waited for, the latest first: each moved when service was expected back. */
export function waits(timeline: readonly TimelineEntry[]): readonly Waited[] {
  const moves = timeline.filter((entry) => entry.verb === 'repair.moved').sort((a, b) => a.seq - b.seq)
  const found: Waited[] = []
  for (const { seq, at, body } of moves) {
    const when = text(body['at']) ?? at
    const [waited, why] = [text(body['waited']), text(body['blockedBy'])]
    const last = found.at(-1)
    if (waited !== undefined && last !== undefined && last.until === null) found[found.length - 1] = { ...last, until: when }
    if (why !== undefined && (body['from'] !== 'blocked' || waited !== undefined)) found.push({ seq, why, from: when, until: null })
  }
  return found.sort((a, b) => b.seq - a.seq)
}
