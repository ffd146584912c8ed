import { createContext, createEffect, createMemo, createSignal, on, onCleanup, useContext, type JSX } from 'solid-js'
import type { Position } from '../../../geo/space/position.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import type { Draft } from '../../map/draw-layer.tsx'
import { makeDebounced, problemOf } from '../../store/loading.ts'
import { createNow } from '../../store/now.ts'
import { createZones } from '../../store/zones.ts'
import { useToast } from '../../ui/toast.tsx'
import type { Choice } from '../conflict.ts'
import { useDesk } from '../desk-context.tsx'
import type { ExtentDraft } from './extent.ts'
import { mapZonesOf, zonesInOrder } from './on-map.ts'

const TICK_MS = 30_000
const ZONE_NOUNS = ['hazard', 'clearance', 'area']

/** A form of the panel: a danger to declare, a permission to note; `where` is what it begins with. */
export type Filling = { readonly what: 'hazard' | 'clearance'; readonly where: Partial<ExtentDraft> }

function createZoneDesk() {
  const { t } = useI18n()
  const toast = useToast()
  const desk = useDesk()
  const store = createZones()
  const nowMs = createNow(() => store.state.readings, TICK_MS)
  const [filling, setFilling] = createSignal<Filling | null>(null)
  const [draft, setDraft] = createSignal<Draft | null>(null)
  const [drawing, setDrawing] = createSignal(false)
  const [middle, setMiddle] = createSignal<Position | null>(null)
  const placing = new Set<(position: Position) => void>()

  const refresh = makeDebounced(250, () => void store.refresh())
  createEffect(on(desk.begun, (begun) => { if (begun) void store.refresh() }))
  onCleanup(desk.onHeard((message) => { if (message.kind === 'reset' || ZONE_NOUNS.includes(message.event.noun)) refresh() }))
  onCleanup(() => refresh.cancel())

  const all = createMemo(() => zonesInOrder(store.state.hazards, store.state.clearances, nowMs()))
  const shown = createMemo(() => mapZonesOf(all(), desk.view().layers, nowMs()))
  const chosen = createMemo(() => all().find((zone) => zone.of.id === desk.view().zone) ?? null)
  const stop = () => {
    setDrawing(false)
    setDraft(null)
    setFilling(null)
  }

  return {
    store, nowMs, all, shown, chosen,
    /** Whether the panel of zones stands where that of a damage would. */
    open: () => desk.view().zone !== null || filling() !== null,
    filling, draft, setDraft, drawing, setDrawing, middle, setMiddle,
    /** A place was put down on the map. */
    place: (position: Position) => placing.forEach((take) => take(position)),
    /** Calls back for places that are put down. */
    onPlace(take: (position: Position) => void) {
      placing.add(take)
      onCleanup(() => placing.delete(take))
    },
    choose(id: string | null) {
      stop()
      desk.show({ zone: id }, desk.view().zone !== null)
    },
    fill(what: Filling['what'], where: Partial<ExtentDraft> = {}) {
      stop()
      setFilling({ what, where })
    },
    stop,

    /**
     * Does one thing and says so; a refusal is shown with what to do. Where somebody was quicker, `overtaken` is asked what is to be done with the
     * zones as they are now. Gives whether it is settled.
     */
    async act(done: string, run: () => Promise<unknown>, overtaken?: (error: unknown) => Promise<Choice | 'over'>): Promise<boolean> {
      for (;;) {
        try {
          await run()
          break
        } catch (error) {
          const problem = problemOf(error)
          await store.refresh()
          const choice = (problem === 'stale-version' || problem === 'ended-already') && overtaken !== undefined ? await overtaken(error) : null
          if (choice === 'mine') continue
          if (choice === 'theirs' || choice === 'look') return choice === 'theirs'
          toast({ tone: 'bad', text: `${t('desk.failure.title')}. ${choice === 'over' ? desk.problemText('hazard-over') : problem === 'stale-version' ? t('zones.stale') : desk.problemText(problem)}` })
          return false
        }
      }
      toast({ tone: 'good', text: done })
      await store.refresh()
      void desk.damage.refresh()
      return true
    },
  }
}

/** The zones of the desk: what is known, what is chosen, what is being drawn. */
export type ZoneDesk = ReturnType<typeof createZoneDesk>

const Context = createContext<ZoneDesk>()

/** Gives the parts below it the zones; within `DeskProvider`. */
export function ZonesProvider(props: { readonly children: JSX.Element }) {
  return <Context.Provider value={createZoneDesk()}>{props.children}</Context.Provider>
}

/** The zones of the desk. Throws outside `ZonesProvider`. */
export function useZones(): ZoneDesk {
  const zones = useContext(Context)
  if (!zones) throw new Error('useZones outside ZonesProvider')
  return zones
}
