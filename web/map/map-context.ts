import type OlMap from 'ol/Map.js'
import { createContext, useContext } from 'solid-js'

/** The map that layers below `MapView` belong to. */
export const MapContext = createContext<OlMap>()

/** The map a layer belongs to. Throws outside `MapView`. */
export function useMap(): OlMap {
  const map = useContext(MapContext)
  if (!map) throw new Error('useMap outside MapView')
  return map
}
