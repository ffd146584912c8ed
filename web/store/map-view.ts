import { batch } from 'solid-js'
import { createStore, unwrap } from 'solid-js/store'
import type { z } from 'zod'
import { readMap } from '../../geo/map/contract.ts'
import { call } from '../call.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

/** What the map shows in a box, as the contract gives it. */
export type MapData = z.output<typeof readMap.returns>

/** What is asked for the map, as the contract takes it. */
export type MapQuery = z.input<typeof readMap.query>

const nothing = (): MapData => ({ points: [], clusters: [], lines: [], dots: [], damages: 0, sites: 0, partial: false }) // a new one each time: a store writes into what it was given

const network = (query: MapQuery, signal: AbortSignal): Promise<MapData> => call(readMap, { query }, signal)

/** The map's content for the box on the screen: asked anew with each move, swapped whole when it differs, plain data. */
export function createMapView(read = network) {
  const [state, set] = createStore<{ data: MapData; /** The zoom that it was asked for. */ zoom: number; phase: Phase }>({ data: nothing(), zoom: 0, phase: 'loading' })
  let query: MapQuery | undefined
  let asking = new AbortController()
  let flight: Promise<void> = Promise.resolve()

  async function load(again: boolean) {
    if (query === undefined) return
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const zoom = Number(query.zoom)
    try {
      const data = await read(query, signal)
      // Drawing two thousand symbols anew that are the same costs a tenth of a second; what is asked for another box is another.
      const differs = !again || JSON.stringify(data) !== JSON.stringify(unwrap(state.data))
      batch(() => {
        if (differs) set('data', () => data)
        set({ zoom, phase: 'ready' })
      })
    } catch (error) {
      if (calledOff(error)) return
      problemOf(error)
      set('phase', 'failed')
    }
  }

  return {
    state,
    /** Shows nothing at a zoom, until it is asked again. */
    clear(zoom: number) {
      query = undefined
      asking.abort()
      set('data', nothing)
      set({ zoom, phase: 'ready' })
    },
    /** Shows another box; the previous question is called off. The same once more is not asked again, unless it failed. */
    ask(next: MapQuery): Promise<void> {
      if (state.phase !== 'failed' && JSON.stringify(next) === JSON.stringify(query)) return flight
      query = next
      flight = load(false)
      return flight
    },
    /** Asks again for the same box, after an answer that is on its way. */
    async refresh(): Promise<void> {
      await flight
      await load(true)
    },
  }
}
