import { createStore } from 'solid-js/store'
import { listOutlines, readService, type AreaService, type MappedLevel } from '../../geo/areas/contract.ts'
import type { Sector } from '../../geo/sites/kinds.ts'
import type { Shape } from '../../geo/space/shape.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** An area with its outline and what is known of the people without service in it. */
export type MappedArea = AreaService & { readonly shape: Shape }

/** The areas of a level with the people without service; outlines are read once a level. */
export function createAreaService() {
  const [state, set] = createStore<{ areas: readonly MappedArea[]; phase: Phase; problem: string | null }>({ areas: [], phase: 'loading', problem: null })
  const outlines = new Map<MappedLevel, Promise<ReadonlyMap<string, Shape>>>()
  let asked: { readonly level: MappedLevel; readonly sector: Sector } | undefined

  function outlinesOf(level: MappedLevel): Promise<ReadonlyMap<string, Shape>> {
    const known = outlines.get(level) ?? call(listOutlines, { query: { level } }).then(({ outlines: all }) => new Map(all.map(({ code, shape }) => [code, shape])))
    outlines.set(level, known)
    known.catch(() => outlines.delete(level)) // asked for again the next time
    return known
  }

  const refresh = makeOneFlight(async () => {
    if (asked === undefined) return
    const { level, sector } = asked
    try {
      const [shapes, { areas }] = await Promise.all([outlinesOf(level), call(readService, { query: { level, sector } })])
      if (asked.level !== level || asked.sector !== sector) return // another was asked for meanwhile
      set({ areas: areas.flatMap((area) => { const shape = shapes.get(area.code); return shape === undefined ? [] : [{ ...area, shape }] }), phase: 'ready', problem: null })
    } catch (error) {
      set({ problem: problemOf(error), phase: 'failed' })
    }
  })
  return {
    state, refresh,
    /** Shows another level or sector. */
    ask(level: MappedLevel, sector: Sector): Promise<void> {
      asked = { level, sector }
      return refresh()
    },
  }
}
