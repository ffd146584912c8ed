import { getPointResolution } from 'ol/proj.js'
import { createSignal, onCleanup } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { useMap } from './map-context.ts'

const WIDEST_PX = 96

/** The longest of 1, 2, 5 × 10ⁿ metres that fits into a width of pixels at a resolution in metres per pixel. */
export function roundLength(resolutionM: number, widestPx: number): number {
  const most = resolutionM * widestPx
  const power = 10 ** Math.floor(Math.log10(most))
  return ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
}

/** How long a stretch on the map is in the world, at its centre. */
export function ScaleLine() {
  const { t, number } = useI18n()
  const map = useMap()
  const [resolutionM, setResolutionM] = createSignal(1000)
  const measure = () => {
    const center = map.getView().getCenter()
    const resolution = map.getView().getResolution()
    if (center && resolution) setResolutionM(getPointResolution('EPSG:3857', resolution, center, 'm'))
  }
  map.on('moveend', measure)
  onCleanup(() => map.un('moveend', measure))
  const metres = () => roundLength(resolutionM(), WIDEST_PX)
  const words = () => (metres() >= 1000 ? t('common.unit.kilometres', { count: number(metres() / 1000) }) : t('common.unit.metres', { count: number(metres()) }))
  return <div class="map-scale" style={{ width: `${metres() / resolutionM()}px` }}>{words()}</div>
}
