import { createContext, createEffect, createMemo, createSignal, on, onCleanup, onMount, useContext, type JSX } from 'solid-js'
import { useLocation, useNavigate } from '@solidjs/router'
import { DESK_WRITERS } from '../../geo/access/roles.ts'
import { REVIEWERS } from '../../geo/held/contract.ts'
import type { Damage, DamageWhole } from '../../geo/damages/damage.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { listen } from '../live/live.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { whenIdle } from '../ui/next-task.ts'
import type { LiveChange, LiveMessage, LiveState } from '../live/stream.ts'
import type { Position } from '../../geo/space/position.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { createAreas } from '../store/areas.ts'
import { createCounts } from '../store/counts.ts'
import { createCrews } from '../store/crews.ts'
import { createDamage } from '../store/damage.ts'
import { createDamages } from '../store/damages.ts'
import { createHandovers } from '../store/handovers.ts'
import { createHeld } from '../store/held.ts'
import { makeDebounced, problemOf } from '../store/loading.ts'
import { createOverdue } from '../store/overdue.ts'
import { createPresence } from '../store/presence.ts'
import { createMapView } from '../store/map-view.ts'
import type { createMe } from '../store/me.ts'
import { useToast } from '../ui/toast.tsx'
import { queryOf, searchOf, viewOf, type Filter, type View } from './filter-url.ts'
import { PLAIN_LAYERS, PLAIN_LEVEL } from './map-layers.ts'
import { createConflicts, doneSince, isUntouched, rowsOf, seenOf, type Seen, type Wish } from './conflict.ts'
import { createQueueCursor } from './queue-cursor.ts'
import { CHIPS } from './chips.ts'
import { createOffers } from './palette/offers.ts'
import { useWords } from './words.ts'

const BEGIN_MS = 500 // the longest that all but queue and map wait for their turn

/** Problems after which what is shown was out of date. */
const OVERTAKEN = ['stale-version', 'repair-cannot-move', 'repair-underway', 'damage-cannot-merge', 'damage-not-merged', 'damage-closed', 'repair-ended', 'op-id-taken']

/** One action: what it says when it is done; what it shows before the server has answered, which gives what takes it back; what it changes; and what it rests on, if that was seen before now. */
export type Deed = { readonly done: string; readonly suppose?: () => () => void; readonly wishes?: readonly Wish[]; readonly seen?: Seen; /** Takes it back, offered as long as its message is shown. */ readonly undo?: () => void }

function createDesk(me: ReturnType<typeof createMe>) {
  const { t, relative } = useI18n()
  const words = useWords()
  const toast = useToast()
  const location = useLocation()
  const navigate = useNavigate()
  const [damages, damage, crews, areas, map, counts] = [createDamages(), createDamage(), createCrews(), createAreas(), createMapView(), createCounts(CHIPS)]
  const held = createHeld()
  const overdue = createOverdue()
  const handovers = createHandovers()
  const conflicts = createConflicts()
  let settling: Promise<unknown> = Promise.resolve() // the reading that follows what one did
  const presence = createPresence(uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))))
  const cursor = createQueueCursor(damages)
  const mayReview = () => me.holds(REVIEWERS)
  const [live, setLive] = createSignal<LiveState>('connecting')
  const [box, setBox] = createSignal<string | null>(null)
  const [fresh, setFresh] = createSignal<ReadonlySet<string>>(new Set())
  const [pointed, point] = createSignal<{ readonly site: string; readonly at: Position } | null>(null, { equals: false })
  const offers = createOffers()

  const view = createMemo(() => viewOf(location.search))
  /** The address of a view; another damage alone keeps the history short. */
  const href = (change: Partial<View>) => `${location.pathname}${searchOf({ ...view(), ...change })}`
  const show = (change: Partial<View>, replace = false) => navigate(href(change), { replace, scroll: false, resolve: false })
  const narrow = (change: Partial<Filter>) => show({ filter: { ...view().filter, ...change } }, true)
  const select = (id: string | null) => show({ damage: id, zone: null }, view().damage !== null)

  const queue = createMemo(() => searchOf({ ...view(), damage: null, zone: null, layers: PLAIN_LAYERS, level: PLAIN_LEVEL, at: null }))
  const [begun, setBegun] = createSignal(false)
  // What is looked at first is asked for first; the rest waits until the queue stands.
  createEffect(on(queue, () => void damages.ask({ ...queryOf(view().filter), order: view().order }, view().by).then(() => (begun() ? undefined : whenIdle(BEGIN_MS))).then(() => setBegun(true))))
  const scope = createMemo(() => JSON.stringify([view().filter.area ?? '', view().filter.sector ?? '']))
  const count = () => {
    const { area, sector } = view().filter
    void counts.ask({ ...(area === undefined ? {} : { area }), ...(sector === undefined ? {} : { sector }) })
  }
  createEffect(on([scope, begun], ([, ready]) => { if (ready) count() }))
  createEffect(on(() => view().damage, (id) => {
    void damage.choose(id)
    if (id !== null && fresh().has(id)) setFresh((all) => new Set([...all].filter((one) => one !== id)))
  }))

  const refreshLists = makeDebounced(250, () => {
    void damages.refresh()
    void map.refresh()
  })
  const refreshPanel = makeDebounced(150, () => void damage.refresh())
  const refreshCrews = makeDebounced(1000, () => void crews.refresh())
  const refreshCounts = makeDebounced(800, count)
  const refreshHeld = makeDebounced(500, () => { if (mayReview()) void held.refresh() })

  const refreshHandovers = makeDebounced(300, () => { if (me.takes()) void handovers.refresh() })

  // What the first reads may have missed, a moment later, so that it does not stand in their way.
  const refreshAll = makeDebounced(1500, () => [refreshLists, refreshCounts, refreshPanel, refreshHeld, refreshHandovers].forEach((refresh) => refresh()))

  const listeners = new Set<(message: LiveChange) => void>()
  function hear(message: LiveMessage) {
    if (message.kind === 'presence') return presence.hear(message.presence)
    for (const listener of listeners) listener(message)
    if (message.kind === 'reset') {
      void presence.beat()
      return refreshAll()
    }
    refreshLists()
    refreshCounts()
    const { event } = message
    if (event.damage === damage.state.id || event.id === damage.state.id) refreshPanel()
    if (event.noun === 'repair' || event.noun === 'crew') refreshCrews()
    // Of what lies outside one's areas only that it changed is told.
    if (event.noun === 'handover' || (event.noun === 'repair' && handovers.state.received.length > 0)) refreshHandovers()
    if (event.noun === 'report' && event.verb !== 'report.filed') refreshHeld()
    if (event.verb === 'damage.opened') setFresh((all) => new Set([...all, event.damage ?? event.id]))
  }

  createEffect(on(begun, (ready) => {
    if (!ready) return
    void crews.refresh()
    void areas.refresh()
    refreshHeld()
    refreshHandovers()
  }))
  onMount(() => onCleanup(listen(hear, setLive)))
  // Who looks away from the page is not there.
  const here = () => presence.at(document.hidden ? null : view().damage)
  createEffect(on(() => view().damage, here))
  onMount(() => document.addEventListener('visibilitychange', here))
  onCleanup(() => { document.removeEventListener('visibilitychange', here); presence.end() })
  onCleanup(() => [refreshLists, refreshPanel, refreshCrews, refreshCounts, refreshHeld, refreshHandovers, refreshAll].forEach((debounced) => debounced.cancel()))

  const problemText = (problem: string) => t(`desk.problem.${problem}` as Key) || t('desk.problem.other')

  /** Who changed the shown damage last, in a sentence. */
  function overtaken(): string {
    const last = damage.state.whole?.timeline.find((entry) => entry.actor !== me.state.me?.id)
    return last ? t('desk.failure.stale', { name: words.actor(last.actorName, last.actor), when: relative(last.at) }) : t('desk.failure.staleUnknown')
  }

  return {
    me, damages, cursor, conflicts, presence, damage, crews, areas, map, counts, held, overdue, mayReview, handovers, live, fresh, view,
    /** True once the queue stands: what is looked at less may be asked for then. */
    begun,
    /** Tells of everything that happens; gives what ends it. */
    onHeard(listener: (message: LiveChange) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** What the map shows, as the contract writes a box. */
    box, setBox,
    /** A site that the map is to show, with its facts. */
    pointed, point,
    /** The commands that can be given now. */
    offers,
    href, show, narrow, select, problemText,
    mayDecide: () => me.holds(DESK_WRITERS),
    maySetEtr: () => me.holds([...DESK_WRITERS, 'operator']),
    /** Reads again what may have changed by somebody's many decisions. */
    refresh: () => [refreshLists, refreshCounts, refreshCrews, refreshPanel].forEach((refresh) => refresh()),
    seenFresh: () => setFresh(new Set<string>()),

    /** What is seen of the chosen damage now: a form that is filled in holds it from its beginning, so that it is known when somebody was quicker. */
    seen: () => seenOf(damage.state.whole),

    /** Shows a change on the chosen damage and on its row before the server has said so. Gives what takes it back. */
    suppose(whole: Partial<DamageWhole>, row: Partial<Damage>): () => void {
      const takeBack = [damage.suppose(whole), ...(damage.state.id === null ? [] : [damages.suppose(damage.state.id, row)])]
      return () => takeBack.forEach((one) => one())
    },

    /** Shows a change of one repair of the chosen damage before the server has said so. Gives what takes it back. */
    supposeRepair: (id: string, change: Partial<Repair>): (() => void) => damage.suppose({ repairs: (damage.state.whole?.repairs ?? []).map((one) => (one.id === id ? { ...one, ...change, version: one.version + 1 } : one)) }),

    /**
     * Does one thing on the version that was seen: shown at once where that is safe, taken back in the open when it was refused. Where somebody
     * was quicker, both sides are shown and one chooses. Gives whether it is settled.
     */
    async act(deed: Deed, run: (seen: Seen) => Promise<unknown>): Promise<boolean> {
      await settling // what one has just done oneself is read first: what came in by it would else look like somebody else's
      for (let seen = deed.seen ?? seenOf(damage.state.whole); ; seen = seenOf(damage.state.whole)) {
        const takeBack = deed.suppose?.()
        try {
          await run(seen)
          break
        } catch (error) {
          takeBack?.()
          const problem = problemOf(error)
          if (OVERTAKEN.includes(problem)) await damage.refresh()
          const now = damage.state.whole
          if (problem === 'stale-version' && seen.whole !== null && now !== null && now.id === seen.whole.id) {
            const [rows, others] = [rowsOf(deed.wishes ?? [], seen.whole, now), doneSince(seen.whole, seenOf(now).whole!, me.state.me?.id)]
            if (now.version !== seen.damage && isUntouched(rows, others)) continue
            const choice = await conflicts.ask({ rows, others })
            if (choice === 'mine') continue
            refreshLists()
            return choice === 'theirs'
          }
          toast({ tone: 'bad', text: `${t('desk.failure.title')}. ${problem === 'stale-version' ? overtaken() : problemText(problem)}` })
          return false
        }
      }
      toast({ tone: 'good', text: deed.done, ...(deed.undo === undefined ? {} : { action: { label: t('zones.select.undo'), run: deed.undo } }) })
      refreshLists()
      refreshCounts()
      refreshCrews()
      await (settling = damage.refresh())
      return true
    },
  }
}

/** What the parts of the desk share: its stores, its view, its actions. */
export type Desk = ReturnType<typeof createDesk>

const Context = createContext<Desk>()

/** Gives the parts below it the desk of the person who is signed in. */
export function DeskProvider(props: { readonly me: ReturnType<typeof createMe>; readonly children: JSX.Element }) {
  return <Context.Provider value={createDesk(props.me)}>{props.children}</Context.Provider>
}

/** The desk. Throws outside `DeskProvider`. */
export function useDesk(): Desk {
  const desk = useContext(Context)
  if (!desk) throw new Error('useDesk outside DeskProvider')
  return desk
}
