import type { Scope } from '../../geo/access/scope.ts'
import type { LiveEvent } from '../../geo/events/event.ts'
import { packOutline } from '../../geo/areas/outline.ts'
import type { ToldArea, Changes } from '../../geo/sync/changes.ts'
import { NO_CHANGES } from '../../geo/sync/merge.ts'
import * as clearances from '../clearances/reading.ts'
import * as damages from '../damages/reading.ts'
import { many, type Tx } from '../db/sql.ts'
import { cursorNow } from '../events/commands.ts'
import { eventsAfter } from '../events/reading.ts'
import * as hazards from '../hazards/reading.ts'
import * as repairs from '../repairs/reading.ts'
import * as rounds from '../rounds/reading.ts'
import * as sites from '../sites/reading.ts'
import { cursorOf, nextStage, placeOf, scopeWord, type Place, type Stage } from './cursor.ts'
import * as queries from './queries.ts'
import { AreaRow, Belonging, Kept } from './rows.ts'

/** How many rows one answer brings of the first state, a damage counting for three. */
const PAGE = 1000
const DAMAGES_AT_ONCE = 300
const EVENTS_AT_ONCE = 500

/** What an answer says of changes. */
export type Changed = { readonly changes: Changes; readonly cursor: string; readonly more: boolean }
type Asked = { readonly tx: Tx; readonly scope: Scope; readonly now: Date }
type Page = Pick<Changes, Stage>
/** The rings of a polygon or of several. */
function packed(outline: string | null): number[][] | null {
  if (outline === null) return null
  const { type, coordinates } = JSON.parse(outline) as { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] }
  return packOutline(type === 'Polygon' ? coordinates : coordinates.flat())
}
const NO_PAGE: Page = { damages: [], hazards: [], clearances: [], sites: [] }

const areasOf = async ({ tx, scope }: Asked): Promise<ToldArea[]> => (await many(tx, AreaRow, queries.areas(scope))).map((row) => ({ ...row, outline: packed(row.outline) }))

/** Rows of a page, and the ids that were gone through for them. */
type Read = { readonly rows: readonly { id: string }[]; readonly ids: readonly string[] }
const whole = (rows: readonly { id: string }[]): Read => ({ rows, ids: rows.map(({ id }) => id) })

async function pageOf({ tx, scope, now }: Asked, stage: Stage, after: string | null, limit: number): Promise<Read> {
  switch (stage) {
    case 'damages': {
      const ids = (await many(tx, Kept, queries.openDamagesAfter(scope, after, limit))).map(({ id }) => id)
      return { rows: ids.length === 0 ? [] : await damages.byIds(tx, ids, scope), ids }
    }
    case 'hazards': return whole(await hazards.pageAfter(tx, after, now, limit, scope))
    case 'clearances': return whole(await clearances.pageAfter(tx, after, now, limit, scope))
    case 'sites': return whole(await sites.pageAfter(tx, after, limit, scope))
  }
}

/** The next pages of the first state, as many as an answer holds, and where to go on. */
async function pagesFrom(asked: Asked, place: Place): Promise<{ page: Page; place: Place }> {
  const page: Record<Stage, readonly { id: string }[]> = { ...NO_PAGE }
  let { stage, after } = place
  for (let room = PAGE; stage !== null && room > 0;) {
    const weight: number = stage === 'damages' ? 3 : 1
    const limit = Math.ceil(room / weight)
    const { rows, ids } = await pageOf(asked, stage, after, limit)
    page[stage] = rows
    room -= ids.length * weight
    after = ids.length < limit ? null : ids.at(-1)!
    if (after === null) stage = nextStage(stage)
  }
  return { page: page as Page, place: { ...place, stage, after } }
}

/** What a phone starts with: its crew's jobs with their damages, the worst open damages, its areas; then zones, clearances and sites by pages, over as many answers as they need. */
async function everything(asked: Asked): Promise<Changed> {
  const { tx, scope } = asked
  const events = await cursorNow(tx)
  const worst = (await many(tx, Kept, queries.openDamages(scope, DAMAGES_AT_ONCE))).map(({ id }) => id)
  const own = await repairs.open(tx, scope)
  const first = await damages.byIds(tx, [...new Set([...own.map((repair) => repair.damage), ...worst])], scope)
  const start: Place = { events, scope: scopeWord(scope), stage: worst.length < DAMAGES_AT_ONCE ? 'hazards' : 'damages', after: null }
  // The worst are enough for a first answer.
  const { page, place } = worst.length < DAMAGES_AT_ONCE ? await pagesFrom(asked, start) : { page: NO_PAGE, place: start }
  return { changes: { ...NO_CHANGES, ...page, damages: first, repairs: own, rounds: await rounds.told(tx, asked.now, scope), areas: await areasOf(asked), whole: true }, cursor: cursorOf(place), more: place.stage !== null }
}

const idsIn = (events: readonly LiveEvent[], noun: string) => [...new Set(events.filter((event) => event.noun === noun).map((event) => event.id))]
const without = (ids: readonly string[], there: readonly { id: string }[]) => {
  const found = new Set(there.map(({ id }) => id))
  return ids.filter((id) => !found.has(id))
}

/** What some events touched, each thing once as it is now, and which of it the phone may no longer have. */
async function touchedBy(asked: Asked, events: readonly LiveEvent[], crews: readonly string[]): Promise<Omit<Changes, 'areas'>> {
  const { tx, scope, now } = asked
  const said = { repairs: idsIn(events, 'repair'), rounds: idsIn(events, 'round'), damages: [...new Set(events.flatMap((event) => event.damage ?? []))], sites: idsIn(events, 'site'), hazards: idsIn(events, 'hazard'), clearances: idsIn(events, 'clearance') }
  // Names of sites and crews stand in what belongs to them.
  const belonging = said.sites.length + crews.length === 0 ? [] : await many(tx, Belonging, queries.belonging(said.sites, crews, scope.crews))
  const all = (ids: readonly string[], noun: Belonging['noun']) => [...new Set([...ids, ...belonging.filter((one) => one.noun === noun).map(({ id }) => id)])]
  const jobs = all(said.repairs, 'repair')
  const own = jobs.length === 0 ? [] : (await repairs.byIds(tx, jobs, scope)).filter((repair) => !['closed', 'cancelled'].includes(repair.state) && (scope.crews.length === 0 || scope.crews.includes(repair.crew ?? '')))
  const changed = said.rounds.length === 0 || scope.crews.length === 0 ? [] : (await many(tx, Kept, queries.roundsOf(said.rounds, scope.crews))).map(({ id }) => id)
  const tours = await rounds.toldByIds(tx, all(changed, 'round'), now, scope)
  // What is over goes when anything happens to its crew's rounds: those that come again are made each day.
  const past = changed.length === 0 ? [] : [...new Set([...without(changed, tours), ...await rounds.over(tx, now, scope)])]
  const broken = all(said.damages, 'damage')
  const worked = broken.length === 0 ? [] : await many(tx, Kept, queries.withJobs(broken, scope))
  const kept = broken.length === 0 ? [] : (await damages.byIds(tx, broken, scope)).filter((damage) => damage.state === 'open' || worked.some(({ id }) => id === damage.id))
  const standing = said.sites.length === 0 ? [] : await sites.byIds(tx, said.sites, scope)
  // A crew that is sent out of its areas, or called back from there, has the zones and clearances of its jobs.
  const jobsOf = scope.areas === null || scope.crews.length === 0 ? [] : [...new Set(events.flatMap((event) => (event.noun === 'repair' && event.damage !== null ? [event.damage] : [])))]
  const zones = [...new Set([...said.hazards, ...await hazards.beyond(tx, jobsOf, now, scope)])]
  const permits = [...new Set([...all(said.clearances, 'clearance'), ...await clearances.beyond(tx, jobsOf, now, scope)])]
  const lasting = await hazards.keptByIds(tx, zones, now, scope)
  const valid = await clearances.keptByIds(tx, permits, now, scope)
  return {
    damages: kept, repairs: own, rounds: tours, sites: standing, hazards: lasting, clearances: valid,
    whole: false,
    gone: {
      damages: without(said.damages, kept), repairs: without(said.repairs, own), rounds: past, sites: without(said.sites, standing),
      hazards: without(zones, lasting), clearances: without(permits, valid),
    },
  }
}

const joined = <T extends { id: string }>(earlier: readonly T[], later: readonly T[]): T[] => [...new Map([...earlier, ...later].map((one) => [one.id, one])).values()]

/** What changed since a cursor, and the next pages of the first state while there are any. Whoever reaches something else now is told all of it anew. Throws `cursor-unknown`. */
export async function changesSince(tx: Tx, scope: Scope, since: string | null, now: Date): Promise<Changed> {
  const asked = { tx, scope, now }
  if (since === null) return everything(asked)
  const place = placeOf(since)
  const { events, cursor, more, areas, crews } = await eventsAfter(tx, place.events, scope, EVENTS_AT_ONCE)
  if (place.scope !== scopeWord(scope) || areas === 'imported') return everything(asked)
  const changes = { ...await touchedBy(asked, events, crews), areas: areas === 'changed' ? await areasOf(asked) : null }
  // Much has happened: that first, so that no answer is too large.
  if (more) return { changes, cursor: cursorOf({ ...place, events: cursor }), more }
  const { page, place: next } = await pagesFrom(asked, { ...place, events: cursor })
  return {
    changes: {
      ...changes, damages: joined(changes.damages, page.damages), hazards: joined(changes.hazards, page.hazards),
      clearances: joined(changes.clearances, page.clearances), sites: joined(changes.sites, page.sites),
    },
    cursor: cursorOf(next), more: next.stage !== null,
  }
}
