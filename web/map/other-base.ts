import type BaseTileLayer from 'ol/layer/BaseTile.js'
import type VectorTileLayer from 'ol/layer/VectorTile.js'
import type TileSource from 'ol/source/Tile.js'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { BaseMap } from '../../geo/map/base-contract.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import { createPalette } from './palette.ts'

/** A base map's layer, with how it is painted anew where that is ours to say. */
export type OtherLayer = { readonly layer: BaseTileLayer<TileSource, never> | VectorTileLayer; readonly source: TileSource; readonly paint?: (palette: ReturnType<ReturnType<typeof createPalette>>, locale: 'uk' | 'en') => void }

/** How a base map stands: on its way, seen, or silent. */
export type BaseStanding = 'coming' | 'there' | 'silent'

const FAILURES = 3 // tiles in a row that do not come: one alone may lie beyond its edge
const DIMMED = 0.55 // a map made for the day, over the dark one

/** A base map of the operator over the one that ships, which is seen wherever and as long as the other gives nothing. */
export function OtherBase(props: { readonly base: BaseMap | null; readonly onStanding: (standing: BaseStanding) => void }) {
  const map = useMap()
  const palette = createPalette()
  const { locale } = useI18n()
  const [shown, setShown] = createSignal<OtherLayer & { readonly base: BaseMap }>()

  function remove() {
    const before = shown()
    if (before === undefined) return
    map.removeLayer(before.layer)
    before.layer.dispose()
    setShown(undefined)
  }

  async function show(base: BaseMap) {
    let failed = 0
    try {
      if (base.source === null) throw new Error(`the base map ${base.id} cannot be read`)
      const { makeOther } = await import('./other-source.ts')
      const made = await makeOther(base)
      if (props.base?.id !== base.id) return made.layer.dispose() // another was chosen meanwhile
      made.source.addEventListener('tileloadend', () => { failed = 0; props.onStanding('there') })
      made.source.addEventListener('tileloaderror', () => { failed += 1; if (failed >= FAILURES) props.onStanding('silent') })
      made.layer.setZIndex(Z.base + 1)
      map.addLayer(made.layer)
      setShown({ ...made, base })
    } catch (error) {
      if (props.base?.id !== base.id) return
      console.warn('a base map does not answer', error)
      props.onStanding('silent')
    }
  }
  createEffect(on(() => props.base?.id, () => {
    remove()
    if (props.base === null) return
    props.onStanding('coming')
    void show(props.base)
  }))
  createEffect(() => {
    const one = shown()
    if (one === undefined) return
    const colours = palette()
    one.paint?.(colours, locale())
    one.layer.setOpacity(one.paint === undefined && !one.base.dark && ['dark', 'night'].includes(colours.key) ? DIMMED : 1)
  })
  onCleanup(remove)
  return null
}
