import { createStore } from 'solid-js/store'
import type { z } from 'zod'
import { readMap } from '../../geo/map/contract.ts'
import { call } from '../call.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

/** What the map shows in a box, as the contract gives it. */
export type MapData = z.output<typeof readMap.returns>

/** What is asked for the map, as the contract takes it. */
export type MapQuery = z.input<typeof readMap.query>

const NOTHING: MapData = { points: [], clusters: [], lines: [], dots: [], damages: 0, sites: 0, partial: false }

/** The map's content for the box on the screen: asked anew with each move, swapped whole, plain data. */
export function createMapView() {
  const [state, set] = createStore<{ data: MapData; phase: Phase }>({ data: NOTHING, phase: 'loading' })
  let query: MapQuery | undefined
  let asking = new AbortController()
  let flight: Promise<void> = Promise.resolve()

  async function load() {
    if (query === undefined) return
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    try {
      const data = await call(readMap, { query }, signal)
      set('data', () => data)
      set('phase', 'ready')
    } catch (error) {
      if (calledOff(error)) return
      problemOf(error)
      set('phase', 'failed')
    }
  }

  return {
    state,
    /** Shows nothing, until it is asked again. */
    clear() {
      query = undefined
      asking.abort()
      set('data', () => NOTHING)
      set('phase', 'ready')
    },
    /** Shows another box; the previous question is called off. */
    ask(next: MapQuery): Promise<void> {
      query = next
      flight = load()
      return flight
    },
    /** Asks again for the same box, after an answer that is on its way. */
    async refresh(): Promise<void> {
      await flight
      await load()
    },
  }
}
