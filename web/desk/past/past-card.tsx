import { onMount, Show } from 'solid-js'
import { RepairState } from '../../../geo/repairs/lifecycle.ts'
import type { MapData } from '../../store/map-view.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { IconButton } from '../../ui/button.tsx'
import { severityKey } from '../../ui/severity-shapes.ts'
import { useWords } from '../words.ts'

/** A damage of the past that was chosen on the map: how it stood then. */
export function PastCard(props: { readonly damage: MapData['points'][number]; readonly at: string; readonly onClose: () => void }) {
  const { t, dateTime } = useI18n()
  const words = useWords()
  let card!: HTMLElement
  onMount(() => card.focus({ preventScroll: true }))
  const name = () => words.readable(props.damage.names) || words.code('kind', props.damage.kind)
  const repair = () => RepairState.safeParse(props.damage.state).data
  return (
    <section class="site-card" ref={card} tabindex="-1" aria-label={name()} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); props.onClose() } }}>
      <IconButton class="site-card-close" size="s" icon="close" label={t('common.action.close')} onClick={() => props.onClose()} />
      <h3>{name()}</h3>
      <p class="site-card-kind">{t('past.badge', { when: dateTime(props.at) })}</p>
      <dl class="facts">
        <dt>{t('desk.filter.severity')}</dt><dd>{t(`grades.severity.label.${severityKey(props.damage.severity)}`)}</dd>
        <dt>{t('desk.filter.function')}</dt><dd>{t(`grades.function.label.${(props.damage.function ?? 'unknown') as 'unknown'}`)}</dd>
        <dt>{t('desk.filter.repair')}</dt><dd><Show when={repair()} fallback={t('desk.filter.none')}>{(state) => words.code('repairState', state())}</Show></dd>
      </dl>
    </section>
  )
}
