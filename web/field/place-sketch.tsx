import { For, Show } from 'solid-js'
import { bearingDeg, distanceM } from '../../geo/space/distance.ts'
import type { Fix } from '../../geo/space/fix.ts'
import type { NearSite } from '../../geo/sites/site.ts'

const SIZE = 64
const MIDDLE = SIZE / 2

/** Where the phone is: the circle of its accuracy, never a dot, with the sites around it, north up. Decoration: the words stand beside it. */
export function PlaceSketch(props: { readonly fix: Fix | null; readonly doubtful: boolean; readonly sites: readonly NearSite[]; readonly chosen: string | null }) {
  const around = () => {
    const fix = props.fix
    if (fix === null) return []
    return props.sites.slice(0, 8).map((site) => ({ id: site.id, awayM: distanceM(fix.position, site.position), bearing: (bearingDeg(fix.position, site.position) * Math.PI) / 180 }))
  }
  /** Metres from the middle to the edge: the circle fits whole, and the chosen or nearest site with it. */
  const reachM = () => {
    const shown = around().find((site) => site.id === props.chosen) ?? around()[0]
    return Math.max((props.fix?.accuracyM ?? 0) * 1.25, Math.min(shown?.awayM ?? 0, 50_000) * 1.3, 60)
  }
  return (
    <svg class="place-sketch" viewBox={`0 0 ${SIZE} ${SIZE}`} width={SIZE} height={SIZE} aria-hidden="true">
      <rect class="sketch-ground" width={SIZE} height={SIZE} rx="12" />
      <path class="sketch-grid" d="M0 16h64M0 32h64M0 48h64M16 0v64M32 0v64M48 0v64" />
      <Show when={props.fix} fallback={<path class="sketch-none" d="M26 26a6 6 0 1 1 8.500 5.500c-1.700.8-2.500 1.700-2.500 3.500v1M32 42v.2" />}>{(fix) => <>
        <circle class="sketch-circle" data-doubtful={props.doubtful ? '' : undefined} cx={MIDDLE} cy={MIDDLE} r={Math.max(4, (fix().accuracyM / reachM()) * MIDDLE)} />
        <For each={around().filter((site) => site.awayM < reachM())}>{(site) => (
          <rect
            class="sketch-site" data-chosen={site.id === props.chosen ? '' : undefined} width="9" height="9" rx="2"
            x={MIDDLE + Math.sin(site.bearing) * (site.awayM / reachM()) * MIDDLE - 4.5} y={MIDDLE - Math.cos(site.bearing) * (site.awayM / reachM()) * MIDDLE - 4.5}
          />
        )}</For>
        <path class="sketch-me" d="M32 28v8M28 32h8" />
      </>}</Show>
    </svg>
  )
}
