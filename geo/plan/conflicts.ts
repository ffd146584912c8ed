import type { BoardCrew } from './plan.ts'
import { wayMs, type Work } from './work.ts'

/** What speaks against a plan. `travel`: the way from the other takes more time than lies between; `short`: stops and ways take longer than its window, by so many minutes. */
export type Conflict =
  | { readonly kind: 'overlap' | 'travel'; readonly with: string }
  | { readonly kind: 'clearance' }
  | { readonly kind: 'skill'; readonly skill: string }
  | { readonly kind: 'short'; readonly minutes: number }

const HOUR_MS = 3_600_000
/** Hours of a crew's shift in a day. */
export const SHIFT_H = 12

type Planned = Work & { readonly planned: { readonly from: string; readonly until: string }; readonly crew: string }
const isPlanned = (work: Work): work is Planned => work.planned !== null && work.crew !== null
const from = (one: Planned) => Date.parse(one.planned.from)
const until = (one: Planned) => Date.parse(one.planned.until)

/** What speaks against the plan of each repair, round and visit, weighed together by crew; by its id, those without anything left out. */
export function conflictsOf(works: readonly Work[], crews: readonly BoardCrew[]): Map<string, Conflict[]> {
  const found = new Map<string, Conflict[]>()
  const add = (id: string, conflict: Conflict) => found.set(id, [...(found.get(id) ?? []), conflict])
  const waiting = works.filter(({ over }) => !over)
  const byCrew = new Map<string, Planned[]>()
  for (const one of waiting.filter(isPlanned).sort((a, b) => from(a) - from(b) || (a.id < b.id ? -1 : 1))) byCrew.set(one.crew, [...(byCrew.get(one.crew) ?? []), one])
  for (const planned of byCrew.values()) for (const [nth, one] of planned.entries()) {
    for (const other of planned.slice(nth + 1)) {
      if (from(other) >= until(one)) break
      add(one.id, { kind: 'overlap', with: other.id })
      add(other.id, { kind: 'overlap', with: one.id })
    }
    const before = planned.filter((other) => other.id !== one.id && until(other) <= from(one)).sort((a, b) => until(b) - until(a))[0]
    if (before?.ends != null && one.begins !== null && wayMs(before.ends, one.begins) > from(one) - until(before)) add(one.id, { kind: 'travel', with: before.id })
    const lacking = one.needsMs === null ? 0 : one.needsMs - (until(one) - from(one))
    if (lacking > 0) add(one.id, { kind: 'short', minutes: Math.ceil(lacking / 60_000) })
  }
  for (const work of waiting) {
    if (work.crew === null) continue
    if (work.uncleared) add(work.id, { kind: 'clearance' })
    const skills = crews.find(({ id }) => id === work.crew)?.skills ?? []
    // A crew of which nobody said what it is trained for may be trained for anything.
    if (work.skill !== undefined && skills.length > 0 && !skills.includes(work.skill)) add(work.id, { kind: 'skill', skill: work.skill })
  }
  return found
}

/** Hours that a crew is planned to work between two moments, whatever at; what overlaps counts once. */
export function workloadH(crew: string, works: readonly Work[], fromMs: number, untilMs: number): number {
  let [hours, reached] = [0, fromMs]
  for (const one of works.filter(isPlanned).filter((each) => each.crew === crew).sort((a, b) => from(a) - from(b))) {
    const [begins, ends] = [Math.max(reached, from(one)), Math.min(untilMs, until(one))]
    if (ends > begins) { hours += (ends - begins) / HOUR_MS; reached = ends }
  }
  return hours
}
