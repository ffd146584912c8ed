import { For } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { voltageClass } from '../map/lines-layer.tsx'
import { SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { severityKey } from '../ui/severity-shapes.ts'

const VOLTAGES_V = [750_000, 330_000, 220_000, 110_000]

/** What the map shows of all there is. */
export type MapShow = 'all' | 'damages' | 'sites'

/** What the symbols and lines of the map mean; folded until it is asked for. */
export function Legend(props: { readonly show: MapShow; readonly onShow: (show: MapShow) => void }) {
  const { t, number } = useI18n()
  return (
    <details class="legend">
      <summary><Icon name="layers" size={18} />{t('desk.map.legend')}</summary>
      <div class="legend-body">
        <Segmented
          label={t('desk.map.show')} value={props.show} onChange={props.onShow}
          choices={[{ value: 'all', label: t('desk.map.all') }, { value: 'damages', label: t('desk.map.damages') }, { value: 'sites', label: t('desk.map.sites') }]}
        />
        <p class="legend-title">{t('desk.map.damageOf')}</p>
        <ul>
          <For each={[4, 3, 2, 1, 0, null]}>{(severity) => <li><SeverityMark severity={severity} size={18} />{t(`grades.severity.label.${severityKey(severity)}`)}</li>}</For>
        </ul>
        <p class="legend-title">{t('desk.map.lines')}</p>
        <ul>
          <For each={VOLTAGES_V}>{(volts) => (
            <li><span class="legend-line" style={{ background: `var(--${voltageClass(volts).token})` }} />{t('desk.map.voltage', { kv: number(volts / 1000) })}</li>
          )}</For>
          <li><span class="legend-line" data-damaged />{t('desk.map.damagedLine')}</li>
        </ul>
        <ul class="legend-wide">
          <li><span class="legend-site"><Icon name="substation" size={14} /></span>{t('desk.map.siteOk')}</li>
          <li><span class="legend-cluster">12</span>{t('desk.map.cluster')}</li>
        </ul>
      </div>
    </details>
  )
}
