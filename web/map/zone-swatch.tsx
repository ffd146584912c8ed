import { createUniqueId, Show } from 'solid-js'
import { HATCH_SIDE, PLATES, ZONE_LOOKS, type ZoneKind } from './zone-looks.ts'

/** A kind of zone as the map draws it, beside its name: its hatching and its sign. */
export function ZoneSwatch(props: { readonly kind: ZoneKind }) {
  const id = createUniqueId()
  const look = () => ZONE_LOOKS[props.kind]
  const colour = () => `var(--${look().token})`
  return (
    <span class="zone-swatch" aria-hidden="true">
      <svg viewBox="0 0 30 20" width="30" height="20">
        <Show when={look().hatch}>
          <pattern id={id} width={HATCH_SIDE * 0.75} height={HATCH_SIDE * 0.75} patternUnits="userSpaceOnUse" viewBox={`0 0 ${HATCH_SIDE} ${HATCH_SIDE}`}>
            <path d={look().hatch} fill="none" stroke={colour()} stroke-width="1.5" />
          </pattern>
        </Show>
        <rect x="1" y="1" width="28" height="18" rx="3" fill={look().hatch ? `url(#${id})` : colour()} fill-opacity={look().hatch ? 1 : 0.16} stroke={colour()} stroke-width={props.kind === 'clearance' ? 2.25 : 1.5} stroke-dasharray={props.kind === 'mines_suspected' ? '4 2.5' : undefined} />
      </svg>
      <svg viewBox="0 0 24 24" width="20" height="20">
        <path d={PLATES[props.kind === 'clearance' ? 'clearance' : 'hazard']} fill={colour()} />
        <path d={look().sign} fill="none" stroke="var(--surface)" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </span>
  )
}
