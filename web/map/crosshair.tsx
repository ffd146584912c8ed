import { onCleanup } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { useMap } from './map-context.ts'
import { stateOf } from './view-state.ts'

const CROSS = 'M24 4v12M24 32v12M4 24h12M32 24h12M24 24v.01'

/** Choosing a place by moving the map under a fixed cross: easier with gloves than dragging a pin, and it works from the keyboard. */
export function Crosshair(props: { readonly onPlace: (position: readonly [lon: number, lat: number]) => void }) {
  const map = useMap()
  const { t } = useI18n()
  const place = () => props.onPlace(stateOf(map.getView()).center)
  map.on('moveend', place)
  onCleanup(() => map.un('moveend', place))
  return (
    <svg class="map-crosshair" viewBox="0 0 48 48" width="64" height="64" role="img" aria-label={t('common.map.crosshair')}>
      <path class="crosshair-halo" d={CROSS} /><path class="crosshair-line" d={CROSS} />
    </svg>
  )
}
