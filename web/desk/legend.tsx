import { For, Show } from 'solid-js'
import { HazardKind } from '../../geo/hazards/hazard.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { voltageClass } from '../map/lines-layer.tsx'
import { ZoneSwatch } from '../map/zone-swatch.tsx'
import { SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { LAYERS, type Layer } from './map-layers.ts'
import { toggled } from './filter-url.ts'

const VOLTAGES_V = [750_000, 330_000, 220_000, 110_000]
const THREATS = HazardKind.options.filter((kind) => kind !== 'air_alert')

/** What the map shows, to be turned on and off, and what its symbols, lines and hatchings mean; folded until it is asked for. */
export function Legend(props: { readonly layers: readonly Layer[]; readonly onLayers: (layers: readonly Layer[]) => void }) {
  const { t, number } = useI18n()
  const on = (layer: Layer) => props.layers.includes(layer)
  return (
    <details class="legend">
      <summary><Icon name="layers" size={18} />{t('zones.legend')}</summary>
      <div class="legend-body" tabindex="0" role="group" aria-label={t('zones.legend')}>
        <fieldset class="legend-layers">
          <legend class="legend-title">{t('desk.map.show')}</legend>
          <For each={LAYERS}>{(layer) => (
            <label><input type="checkbox" checked={on(layer)} onChange={() => props.onLayers(toggled(props.layers, layer))} />{t(`zones.layer.${layer}`)}</label>
          )}</For>
        </fieldset>
        <Show when={on('damages')}>
          <p class="legend-title">{t('desk.map.damageOf')}</p>
          <ul>
            <For each={[4, 3, 2, 1, 0, null]}>{(severity) => <li><SeverityMark severity={severity} size={18} />{t(`grades.severity.label.${severityKey(severity)}`)}</li>}</For>
          </ul>
        </Show>
        <Show when={on('hazards') || on('alerts') || on('clearances')}>
          <p class="legend-title">{t('zones.title')}</p>
          <ul class="legend-zones">
            <Show when={on('hazards')}><For each={THREATS}>{(kind) => <li><ZoneSwatch kind={kind} />{t(`warn.kind.${kind}`)}</li>}</For></Show>
            <Show when={on('alerts')}><li><ZoneSwatch kind="air_alert" />{t('warn.kind.air_alert')}</li></Show>
            <Show when={on('clearances')}><li><ZoneSwatch kind="clearance" />{t('zones.clearance')}</li></Show>
          </ul>
        </Show>
        <Show when={on('lines')}>
          <p class="legend-title">{t('desk.map.lines')}</p>
          <ul>
            <For each={VOLTAGES_V}>{(volts) => (
              <li><span class="legend-line" style={{ background: `var(--${voltageClass(volts).token})` }} />{t('desk.map.voltage', { kv: number(volts / 1000) })}</li>
            )}</For>
            <li><span class="legend-line" data-damaged />{t('desk.map.damagedLine')}</li>
          </ul>
        </Show>
        <ul class="legend-wide">
          <Show when={on('sites')}><li><span class="legend-site"><Icon name="substation" size={14} /></span>{t('desk.map.siteOk')}</li></Show>
          <li><span class="legend-cluster">12</span>{t('desk.map.cluster')}</li>
        </ul>
      </div>
    </details>
  )
}
