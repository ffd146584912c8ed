import { For, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import type { Figure as Known } from '../../geo/damages/priority.ts'
import { hoursToPass, reasonOf, type Shown } from '../../geo/damages/reason.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import { Figure, ReasonSentence, TierMark } from './reason-sentence.tsx'
import { useWords } from './words.ts'

/** Why the chosen damage stands where it does: the sentence, what would change it, and the figures with how each is known. */
export function PanelWhy(props: { readonly damage: DamageWhole }) {
  const { t, number } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const reason = () => reasonOf(props.damage.priority)
  const rank = () => desk.damages.state.rows.findIndex((row) => row.id === props.damage.id) + 1
  const ranked = () => desk.view().order === 'priority' && rank() > 0
  const first = () => desk.damages.state.rows.find((row) => row.priority.tier === props.damage.priority.tier)
  const lead = () => {
    const other = first()
    return ranked() && other !== undefined && other.id !== props.damage.id ? hoursToPass(props.damage.priority, other.priority) : null
  }
  const terms = (): readonly (readonly [Key, Shown | null, Known | null])[] => {
    const { people, repairH, travelH, perCrewHour } = props.damage.priority
    return [
      ['desk.reason.peopleTerm', reason().people, people], ['desk.reason.repairTerm', reason().repairH, repairH],
      ['desk.reason.travelTerm', reason().travelH, travelH], ['desk.reason.ratioTerm', reason().perCrewHour, perCrewHour],
    ]
  }
  return (
    <section class="panel-part why" aria-labelledby="desk-why">
      <div class="part-head">
        <h3 id="desk-why">{t('desk.reason.title')}</h3>
        <Show when={ranked()}><span class="part-note">{t('desk.reason.rank', { rank: number(rank()), total: number(desk.damages.state.total) })}</span></Show>
      </div>
      <p><TierMark tier={props.damage.priority.tier} /></p>
      <p class="why-sentence"><ReasonSentence of={props.damage} ranges />.</p>
      <Show when={reason().verifyFirst}><p class="why-hint"><Icon name="info" size={16} />{t('desk.reason.verifyFirst')}</p></Show>
      <Show when={lead()}>{(hours) => <p class="why-hint"><Icon name="sort" size={16} />{t('desk.reason.counterfactual', { hours: number(hours(), { maximumFractionDigits: 1 }) })}</p>}</Show>
      <details class="why-details">
        <summary>{t('desk.reason.details')}<Icon name="chevron_down" size={16} /></summary>
        <table>
          <caption class="visually-hidden">{t('desk.reason.table')}</caption>
          <thead><tr><th scope="col">{t('desk.reason.term')}</th><th scope="col">{t('desk.reason.value')}</th><th scope="col">{t('desk.reason.rangeTitle')}</th><th scope="col">{t('desk.reason.known')}</th></tr></thead>
          <tbody>
            <For each={terms()}>{([name, figure, known]) => (
              <tr>
                <th scope="row">{t(name)}</th>
                <td><Show when={figure} fallback={t('common.unknown')}>{(value) => <Figure of={value()} />}</Show></td>
                <td><Show when={figure?.ranged && figure}>{(value) => <>{number(value().low, { maximumFractionDigits: 1 })}–{number(value().high, { maximumFractionDigits: 1 })}</>}</Show></td>
                <td><Show when={known}>{(value) => words.code('basis', figure?.guessed && value().basis !== 'inferred' ? 'imputed' : value().basis)}</Show></td>
              </tr>
            )}</For>
            <tr><th scope="row">{t('desk.reason.dependents')}</th><td>{number(reason().dependentSites)}</td><td /><td /></tr>
          </tbody>
        </table>
        <p class="part-note">{t('desk.reason.legend')} {t('desk.reason.weights', { version: reason().weights })}.</p>
      </details>
    </section>
  )
}
