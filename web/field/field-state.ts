import { batch, createContext, createMemo, createSignal, onCleanup, useContext } from 'solid-js'
import type { Me } from '../../geo/access/contract.ts'
import { ringsOf } from '../../geo/areas/outline.ts'
import type { RepairState } from '../../geo/repairs/lifecycle.ts'
import { fixDoubts, type Fix } from '../../geo/space/fix.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { endSession } from '../session.ts'
import { call, Refused, Unreachable } from '../call.ts'
import type { Fit } from '../sync/fitting.ts'
import { lightMe, lightSites } from '../sync/light.ts'
import type { Activity } from '../sync/outbox.ts'
import type { Phone } from '../sync/phone.ts'
import { isOfToday } from '../sync/of-today.ts'
import { CURSOR, type KeptOp, type KeptPhoto, NOTHING_TOLD, type Told } from '../sync/store.ts'
import type { Mending } from './begin-with.ts'
import { labelOf, reportOf, type Draft } from './draft.ts'
import { locate } from './locate.ts'
import { isElsewhere, nearest } from './place.ts'

/** Who holds the phone: not asked yet, known, known from last time, or nobody. */
export type Holder = { readonly me: Me | null; readonly signedIn: boolean | null }

const OVER: readonly RepairState[] = ['restored', 'closed', 'cancelled']

/** The crew's page as signals over what the phone keeps. Call under a component: it stops with it. */
export function createFieldState(phone: Phone) {
  const [ops, setOps] = createSignal<readonly KeptOp[]>([])
  const [photos, setPhotos] = createSignal<readonly KeptPhoto[]>([])
  const [told, setTold] = createSignal<Told>(NOTHING_TOLD)
  const [activity, setActivity] = createSignal<Activity>(phone.outbox.activity())
  const [holder, setHolder] = createSignal<Holder>({ me: null, signedIn: null })
  const [fix, setFix] = createSignal<Fix | null>(null)
  const [before, setBefore] = createSignal<Fix | null>(null)
  const [finding, setFinding] = createSignal(false)
  const [offered, setOffered] = createSignal<readonly NearSite[]>([])
  const [fitted, setFitted] = createSignal<Exclude<Fit, 'whole'> | null>(null)
  const [online, setOnline] = createSignal(navigator.onLine)
  const [smsFor, setSmsFor] = createSignal<string | null>(null)

  let reading = false
  let again = false
  async function refresh() {
    if (reading) {
      again = true
      return
    }
    reading = true
    do {
      again = false
      const [nextOps, nextPhotos, nextTold] = await Promise.all([phone.store.ops(), phone.store.photos(), phone.store.told()])
      batch(() => {
        setOps(nextOps)
        setPhotos(nextPhotos)
        setTold(nextTold)
        setActivity(phone.outbox.activity())
      })
    } while (again)
    reading = false
  }

  async function meet() {
    const last = await phone.store.read<Me>('me')
    if (last) {
      setHolder({ me: last, signedIn: null })
    }
    try {
      const me = await call(lightMe, {})
      // Another person's jobs and damages are not this one's: begin with all of theirs.
      if (last?.id !== me.id) await phone.store.write(CURSOR, null)
      await phone.belongTo(me)
      setHolder({ me, signedIn: true })
      await phone.store.write('me', me)
      phone.kick()
    } catch (error) {
      if (error instanceof Refused && error.body.status === 401) setHolder({ me: last ?? null, signedIn: false })
      else if (!(error instanceof Unreachable || error instanceof Refused)) throw error
    }
  }

  /** Asks the receiver once, then what stands near. */
  async function find() {
    if (finding()) return
    setFinding(true)
    setBefore((await phone.store.read<Fix>('fix')) ?? null)
    const found = await locate()
    setFix(found)
    setFinding(false)
    if (found === null) return
    // One that is not to be trusted is no measure of how far the next one jumped, and what stands near it is not near.
    const sure = isElsewhere(doubts()) ? before() : found
    if (sure === null) return
    if (sure === found) await phone.store.write('fix', found)
    setOffered(nearest([...told().sites, ...((await phone.store.read<NearSite[]>('near')) ?? [])], sure.position))
    try {
      const { sites } = await call(lightSites, { query: { near: sure.position.join(','), limit: 20 } })
      setOffered(sites)
      await phone.store.write('near', sites)
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error // what the phone knows stands
    }
  }

  /** Files a report; resolves when it would survive a crash. Throws QuotaExceededError when the phone is full. */
  async function file(draft: Draft): Promise<string> {
    const id = phone.newId()
    const body = reportOf(draft, id, Date.now(), { fix: fix(), doubts: doubts() })
    const place = draft.place
    if (place === null) throw new RangeError('the draft is not complete')
    setFitted(null)
    const fit = await phone.outbox.file({ id, kind: 'report.file', body, label: labelOf(place), photos: draft.photos.map((photo) => photo.kept), draft: 'report', mends: (draft as Mending).mends ?? null })
    if (fit !== 'whole') setFitted(fit)
    const { mends } = draft as Mending
    if (mends) await phone.store.forget([mends]) // the new one stands for it
    phone.kick()
    return id
  }

  /** Takes what was refused off the list. */
  async function dismiss(id: string): Promise<void> {
    await phone.store.forget([id])
    await refresh()
  }

  /** Ends the session; what waits stays on the phone. Offline the session lasts until the next network. */
  async function signOut(): Promise<void> {
    if (!(await endSession())) return
    await phone.belongTo(null)
    await phone.store.write('me', undefined)
    setHolder({ me: null, signedIn: false })
  }

  const note = () => setOnline(navigator.onLine)
  addEventListener('online', note)
  addEventListener('offline', note)
  const end = phone.onChange(() => void refresh())
  onCleanup(() => {
    end()
    removeEventListener('online', note)
    removeEventListener('offline', note)
  })
  void refresh()
  void meet().then(find)

  const crews = createMemo(() => holder().me?.grants.flatMap((grant) => (grant.crew === null ? [] : [grant.crew])) ?? [])
  const outlines = createMemo(() => told().areas.flatMap(({ outline }) => (outline ? [ringsOf(outline)] : [])))
  const doubts = createMemo(() => {
    const found = fix()
    return found ? fixDoubts(found, before(), { bbox: holder().me?.bbox ?? null, outlines: outlines() }) : []
  })
  const near = createMemo(() => {
    const sure = isElsewhere(doubts()) ? before() : fix()
    return offered().length > 0 || sure === null ? offered() : nearest(told().sites, sure.position)
  })
  return {
    /** How the photos of the last report were kept, when the phone had no room for them as they were. */
    fitted,
    phone, ops, photos, told, activity, holder, fix, doubts, finding, near, online, crews, find, meet, file, dismiss, signOut,
    /** The report whose SMS is shown: kept here, since its card is made anew with each try to send. */
    smsFor, setSmsFor,
    /** How many jobs, and rounds of today, wait for the crew. */
    openJobs: createMemo(() => told().rounds.filter((round) => crews().includes(round.crew) && isOfToday(round, Date.now()) && round.stops.some(({ state }) => state === 'planned')).length + told().repairs.filter((repair) => repair.crew !== null && crews().includes(repair.crew) && !OVER.includes(repair.state)).length),
  }
}

/** What `createFieldState` gives. */
export type FieldState = ReturnType<typeof createFieldState>

/** Carries the state to the parts of the page. */
export const FieldContext = createContext<FieldState>()

/** The state of the crew's page. Throws outside it. */
export function useField(): FieldState {
  const state = useContext(FieldContext)
  if (!state) throw new Error('useField outside the crew’s page')
  return state
}
