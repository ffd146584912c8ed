import { createEffect, createMemo, on, onCleanup } from 'solid-js'
import { classOf, knownOf } from '../../geo/areas/known.ts'
import type { MapArea } from '../map/areas-layer.tsx'
import { createAreaService } from '../store/area-service.ts'
import { createCrewPlaces } from '../store/crew-places.ts'
import { makeDebounced } from '../store/loading.ts'
import type { Desk } from './desk-context.tsx'

const CREW_NOUNS = ['repair', 'crew']
const SERVICE_NOUNS = ['damage', 'report', 'repair']

/** What the map shows beside damages, sites and zones: crews and areas, each read only while its layer is on, and kept in step. */
export function createMapExtras(desk: Desk) {
  const [crews, service] = [createCrewPlaces(), createAreaService()]
  const shows = (layer: 'crews' | 'areas') => desk.begun() && desk.view().at === null && desk.view().layers.includes(layer)
  const sector = () => desk.view().filter.sector ?? 'energy'
  createEffect(on(() => shows('crews'), (on) => { if (on) void crews.refresh() }))
  createEffect(on(() => [shows('areas'), desk.view().level, sector()] as const, ([on, level, of]) => { if (on) void service.ask(level, of) }))
  const refreshCrews = makeDebounced(800, () => { if (shows('crews')) void crews.refresh() })
  // A sum over a country is not asked for with every photo.
  const refreshService = makeDebounced(2_000, () => { if (shows('areas')) void service.refresh() })
  onCleanup(desk.onHeard((message) => {
    if (message.kind === 'reset' || CREW_NOUNS.includes(message.event.noun)) refreshCrews()
    if (message.kind === 'reset' || SERVICE_NOUNS.includes(message.event.noun)) refreshService()
  }))
  onCleanup(() => [refreshCrews, refreshService].forEach((debounced) => debounced.cancel()))
  const mapAreas = createMemo((): readonly MapArea[] => (shows('areas') ? service.state.areas.map((area) => {
    const known = knownOf(area)
    return { code: area.code, shape: area.shape, level: known === 'unknown' ? null : classOf(area.people?.value ?? 0), atLeast: known === 'at_least' }
  }) : []))
  return { service, sector, mapAreas, places: () => (shows('crews') ? crews.state.places : []) }
}

/** Crews and areas of the map. */
export type MapExtras = ReturnType<typeof createMapExtras>
