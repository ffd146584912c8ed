import { For } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { SEVERITY_SHAPES, type SeverityKey } from '../ui/severity-shapes.ts'

const PARTS = ['home', 'regions', 'wires', 'trunks', 'stations'] as const
// Marks of the picture, in its own units: a drawing, not a state of affairs.
const MARKS: readonly (readonly [x: number, y: number, severity: SeverityKey])[] = [
  [756, 245, '4'], [655, 330, '3'], [505, 250, '2'], [705, 400, '3'], [575, 150, '1'], [410, 175, '0'], [470, 470, '2'], [160, 215, '0'],
]

/** The grid drawn from open data in the colours of the theme, with marks of damage and of service given back. */
export function StartMap() {
  const { t } = useI18n()
  return (
    <svg class="start-map" viewBox="0 0 1000 674" role="img" aria-label={t('start.picture')}>
      <For each={PARTS}>{(part) => <use class={`map-${part}`} href={`/start-map.svg#${part}`} />}</For>
      <For each={MARKS}>{([x, y, severity]) => (
        <g class="map-mark" style={{ '--mark': `var(--severity-${severity})` }} transform={`translate(${x} ${y})`}>
          <circle class="mark-halo" r="30" />
          <g transform="scale(1.7) translate(-12 -12)"><path class="mark-body" d={SEVERITY_SHAPES[severity].body} /><path class="mark-stroke" d={SEVERITY_SHAPES[severity].mark} /></g>
        </g>
      )}</For>
    </svg>
  )
}
