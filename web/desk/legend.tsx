import { For, Show, type JSX } from 'solid-js'
import { MappedLevel } from '../../geo/areas/contract.ts'
import { CLASSES } from '../../geo/areas/known.ts'
import { HazardKind } from '../../geo/hazards/hazard.ts'
import type { Sector } from '../../geo/sites/kinds.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { voltageClass } from '../map/lines-layer.tsx'
import { REPAIR_BADGES, type RepairBadge } from '../map/repairs-layer.tsx'
import { ZoneSwatch } from '../map/zone-swatch.tsx'
import { Button } from '../ui/button.tsx'
import { SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { LAYERS, type Layer } from './map-layers.ts'
import { toggled } from './filter-url.ts'
import { useWords } from './words.ts'

const VOLTAGES_V = [750_000, 330_000, 220_000, 110_000]
const THREATS = HazardKind.options.filter((kind) => kind !== 'air_alert')

type Props = {
  readonly layers: readonly Layer[]
  readonly level: MappedLevel
  readonly sector: Sector
  readonly onLayers: (layers: readonly Layer[]) => void
  readonly onLevel: (level: MappedLevel) => void
  /** The table behind the colours of the areas is asked for. */
  readonly onTable: () => void
  /** The choice of a base map. */
  readonly base: JSX.Element
}

/** The classes of people without service, with the level of the areas and the table behind them. */
function PeopleLegend(props: Props) {
  const { t, number } = useI18n()
  const words = useWords()
  const label = (nth: number) => (nth === 0 ? t('zones.people.none') : nth === CLASSES.length ? t('zones.people.over', { from: number(CLASSES[nth - 1]!) }) : t('zones.people.class', { from: number(CLASSES[nth - 1]!), to: number(CLASSES[nth]! - 1) }))
  return (
    <>
      <p class="legend-title">{t(`zones.people.of.${props.sector}`)}</p>
      <Segmented label={t('zones.people.level')} value={props.level} onChange={props.onLevel} choices={MappedLevel.options.map((level) => ({ value: level, label: words.code('areaLevel', level) }))} />
      <ul class="legend-people">
        <For each={[...Array(CLASSES.length + 1).keys()]}>{(nth) => <li><span class="legend-area" style={{ background: `var(--people-${nth})` }} />{label(nth)}</li>}</For>
        <li><span class="legend-area" data-unknown />{t('zones.people.unknown')}</li>
        <li><span class="legend-area" data-unknown data-more />{t('zones.people.more')}</li>
      </ul>
      <Button size="s" icon="list" onClick={() => props.onTable()}>{t('zones.people.table')}</Button>
    </>
  )
}

/** What the map shows, to be turned on and off, and what its symbols, lines and hatchings mean; folded until it is asked for. */
export function Legend(props: Props) {
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
        {props.base}
        <Show when={on('damages')}>
          <p class="legend-title">{t('desk.map.damageOf')}</p>
          <ul>
            <For each={[4, 3, 2, 1, 0, null]}>{(severity) => <li><SeverityMark severity={severity} size={18} />{t(`grades.severity.label.${severityKey(severity)}`)}</li>}</For>
          </ul>
        </Show>
        <Show when={on('damages') && on('repairs')}>
          <p class="legend-title">{t('zones.layer.repairs')}</p>
          <ul>
            <For each={Object.keys(REPAIR_BADGES) as RepairBadge[]}>{(badge) => <li><span class="legend-repair" data-tone={REPAIR_BADGES[badge].token} data-filled={REPAIR_BADGES[badge].filled ? '' : undefined}><Icon name={REPAIR_BADGES[badge].icon} size={11} /></span>{t(`zones.repairBadge.${badge}`)}</li>}</For>
          </ul>
        </Show>
        <Show when={on('areas')}><PeopleLegend {...props} /></Show>
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
          <Show when={on('crews')}><li><span class="legend-crew" data-busy><Icon name="crew" size={13} /></span>{t('zones.crew.busy')}</li><li><span class="legend-crew"><Icon name="crew" size={13} /></span>{t('zones.crew.base')}</li></Show>
          <li><span class="legend-cluster">12</span>{t('desk.map.cluster')}</li>
        </ul>
      </div>
    </details>
  )
}
