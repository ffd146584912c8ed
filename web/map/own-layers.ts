import type BaseLayer from 'ol/layer/Base.js'
import type OlMap from 'ol/Map.js'
import { onCleanup } from 'solid-js'

/** Puts layers on a map for as long as the component lives. */
export function ownLayers(map: OlMap, ...layers: readonly BaseLayer[]): void {
  for (const layer of layers) map.addLayer(layer)
  onCleanup(() => {
    for (const layer of layers) {
      map.removeLayer(layer)
      layer.dispose()
    }
  })
}

/** Makes each look once: gives the one that is kept under a key, or makes it. */
export function makeKept<Look>(): (key: string, make: () => Look) => Look {
  const kept = new Map<string, Look>()
  return (key, make) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make()
    kept.set(key, made)
    return made
  }
}
