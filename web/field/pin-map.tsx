import { createSignal } from 'solid-js'
import type { Position } from '../../geo/space/position.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { BaseLayer } from '../map/base-layer.ts'
import { Crosshair } from '../map/crosshair.tsx'
import { MapView } from '../map/map-view.tsx'
import type { MapPoint } from '../map/map-point.ts'
import { PinLayer } from '../map/pin-layer.tsx'
import { PointsLayer } from '../map/points-layer.tsx'
import { Button } from '../ui/button.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { useField } from './field-state.ts'
import type { Place } from './place.ts'
import { siteName } from './words.ts'

/** A small map to move under a cross, with the phone's own circle and the sites near it; a site that is pressed is chosen. */
export function PinMap(props: { readonly onChoose: (place: Place) => void }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const box = field.holder().me?.bbox
  const middle: Position | undefined = box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : undefined
  const start = field.doubts().includes('outside') ? middle : (field.fix()?.position ?? middle)
  const [at, setAt] = createSignal<Position | null>(null)
  const points = (): MapPoint[] => field.near().map((site) => ({
    id: site.id, position: site.position, label: siteName(i18n, site),
    symbol: { is: 'site', sector: site.sector, kind: site.kind, state: site.openDamage === null ? 'unknown' : 'out' },
  }))
  const pick = (id: string | undefined) => {
    const site = field.near().find((one) => one.id === id)
    if (site) props.onChoose({ by: 'site', site, supposed: false })
  }
  return (
    <div class="pin-map">
      <div class="pin-map-frame">
        <ToastProvider><MapView label={t('work.picker.pin')} view={start ? { center: start, zoom: field.fix() ? 11 : 8 } : undefined}>
          <BaseLayer />
          <PinLayer position={field.fix()?.position ?? null} accuracyM={field.fix()?.accuracyM} doubtful={field.doubts().length > 0} />
          <PointsLayer points={points()} onSelect={(point) => pick(point?.id)} />
          <Crosshair onPlace={([lon, lat]) => setAt([lon, lat])} />
        </MapView></ToastProvider>
      </div>
      <p class="field-hint">{t('work.picker.mapHelp')}</p>
      <Button size="l" look="primary" icon="check" disabled={at() === null} onClick={() => {
        const position = at()
        if (position) props.onChoose({ by: 'position', position, accuracyM: null, located: 'map_pin', written: '' })
      }}>{t('work.picker.use')}</Button>
    </div>
  )
}
