import { distanceM } from '../space/distance.ts'
import type { BoardCrew, BoardRepair } from './plan.ts'
import { skillFor } from './plan.ts'

/** What speaks against a plan. `travel`: the way from the other takes more time than lies between. */
export type Conflict =
  | { readonly kind: 'overlap' | 'travel'; readonly with: string }
  | { readonly kind: 'clearance' }
  | { readonly kind: 'skill'; readonly skill: string }

const SPEED_M_PER_MS = 40_000 / 3_600_000
const HOUR_MS = 3_600_000
/** Hours of a crew's shift in a day. */
export const SHIFT_H = 12

type Planned = BoardRepair & { readonly planned: { readonly from: string; readonly until: string }; readonly crew: string }
const isPlanned = (repair: BoardRepair): repair is Planned => repair.planned !== null && repair.crew !== null
const from = (one: Planned) => Date.parse(one.planned.from)
const until = (one: Planned) => Date.parse(one.planned.until)

/** What speaks against each repair's plan, by its id; those without anything are left out. */
export function conflictsOf(repairs: readonly BoardRepair[], crews: readonly BoardCrew[]): Map<string, Conflict[]> {
  const found = new Map<string, Conflict[]>()
  const add = (id: string, conflict: Conflict) => found.set(id, [...(found.get(id) ?? []), conflict])
  const planned = repairs.filter(isPlanned).sort((a, b) => from(a) - from(b) || (a.id < b.id ? -1 : 1))
  for (const [nth, one] of planned.entries()) {
    for (const other of planned.slice(nth + 1)) {
      if (other.crew !== one.crew) continue
      if (from(other) < until(one)) { add(one.id, { kind: 'overlap', with: other.id }); add(other.id, { kind: 'overlap', with: one.id }) }
    }
    const before = planned.filter((other) => other.crew === one.crew && other.id !== one.id && until(other) <= from(one)).sort((a, b) => until(b) - until(a))[0]
    if (before?.position != null && one.position !== null && distanceM(before.position, one.position) > (from(one) - until(before)) * SPEED_M_PER_MS) add(one.id, { kind: 'travel', with: before.id })
  }
  for (const repair of repairs) {
    if (repair.crew === null) continue
    if (repair.uncleared) add(repair.id, { kind: 'clearance' })
    const skills = crews.find(({ id }) => id === repair.crew)?.skills ?? []
    const skill = skillFor(repair.kind)
    // A crew of which nobody said what it is trained for may be trained for anything.
    if (skill !== undefined && skills.length > 0 && !skills.includes(skill)) add(repair.id, { kind: 'skill', skill })
  }
  return found
}

/** Hours that a crew is planned to work between two moments; what overlaps counts once. */
export function workloadH(crew: string, repairs: readonly BoardRepair[], fromMs: number, untilMs: number): number {
  let [hours, reached] = [0, fromMs]
  for (const one of repairs.filter(isPlanned).filter((each) => each.crew === crew).sort((a, b) => from(a) - from(b))) {
    const [begins, ends] = [Math.max(reached, from(one)), Math.min(untilMs, until(one))]
    if (ends > begins) { hours += (ends - begins) / HOUR_MS; reached = ends }
  }
  return hours
}
