import { createMemo, onMount } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { BaseLayer } from '../map/base-layer.ts'
import { InsetMap } from '../map/inset-map.tsx'
import { LinesLayer } from '../map/lines-layer.tsx'
import type { MapPoint } from '../map/map-point.ts'
import { OtherBase } from '../map/other-base.ts'
import { PointsLayer } from '../map/points-layer.tsx'
import { SpotsLayer } from '../map/spots-layer.tsx'
import { ZonesLayer } from '../map/zones-layer.tsx'
import { createBaseMaps } from '../store/base-maps.ts'
import { useDesk } from './desk-context.tsx'
import { linesOf } from './map-points.ts'
import type { PlaceSeen } from './place-seen.ts'
import { useWords } from './words.ts'
import { useZones } from './zones/zones-context.tsx'

/** The damage on a small map with every spot that its reports name, the zones and lines around it, over the base map that the desk shows. */
export function PlaceInset(props: { readonly damage: DamageWhole; readonly seen: PlaceSeen; readonly label: string }) {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const zones = useZones()
  const bases = createBaseMaps()
  onMount(() => void bases.refresh())
  const points = createMemo((): readonly MapPoint[] => (props.damage.position === null ? [] : [{
    id: props.damage.id, position: props.damage.position, symbol: { is: 'damage', severity: props.damage.severity, function: props.damage.function }, label: words.damage(props.damage) || t('desk.queue.unnamed'),
  }]))
  return (
    <InsetMap label={props.label} box={props.seen.box}>
      <BaseLayer />
      <OtherBase base={bases.chosen()} onStanding={() => undefined} />
      <ZonesLayer zones={zones.shown()} chosen={null} />
      <LinesLayer lines={linesOf(desk.map.state.data)} />
      <SpotsLayer spots={props.seen.spots} dotPx={5} under />
      <PointsLayer points={points()} idle />
    </InsetMap>
  )
}
