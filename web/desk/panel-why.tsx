import { For, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { reasonOf, type Shown } from '../../geo/damages/reason.ts'
import type { Figure as Known } from '../../geo/figures.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { PanelOverride } from './panel-override.tsx'
import { Figure, ReasonSentence, TierMark } from './reason-sentence.tsx'
import { useWords } from './words.ts'

/** One line of the table: what it is, its figure, how it is known, and what else there is to say. */
type Term = { readonly name: string; readonly figure: Shown | null; readonly known: Known | null; readonly note?: string }

function Terms(props: { readonly damage: DamageWhole }) {
  const { t, number, relative } = useI18n()
  const words = useWords()
  const reason = () => reasonOf(props.damage.priority)
  const terms = (): readonly Term[] => {
    const { services, repairH, travelH, perCrewHour, equivalents } = props.damage.priority
    return [
      ...reason().services.flatMap((one): Term[] => {
        const back = services.find(({ service }) => service === one.service)
        const when = one.endsAt === null ? '' : relative(one.endsAt)
        return [
          { name: t(`desk.reason.lacking.${one.service}`), figure: one.gone, known: back?.people ?? null },
          ...(one.onBattery === null ? [] : [{ name: t(`desk.reason.battery.${one.service}`), figure: one.onBattery, known: back?.onBattery ?? null, note: t(one.endsKnown ? 'desk.reason.batteryEnds' : 'desk.reason.batteryGuessed', { when }) }]),
        ]
      }),
      { name: t('desk.reason.equivalents'), figure: reason().equivalents, known: equivalents, note: t('desk.reason.equivalentsHelp') },
      { name: t('desk.reason.repairTerm'), figure: reason().repairH, known: repairH },
      { name: t('desk.reason.travelTerm'), figure: reason().travelH, known: travelH },
      { name: t('desk.reason.ratioTerm'), figure: reason().perCrewHour, known: perCrewHour },
    ]
  }
  const digits = { maximumFractionDigits: 1 }
  return (
    <table>
      <caption class="visually-hidden">{t('desk.reason.table')}</caption>
      <thead><tr><th scope="col">{t('desk.reason.term')}</th><th scope="col">{t('desk.reason.value')}</th><th scope="col">{t('desk.reason.rangeTitle')}</th><th scope="col">{t('desk.reason.known')}</th></tr></thead>
      <tbody>
        <For each={terms()}>{({ name, figure, known, note }) => (
          <tr>
            <th scope="row">{name}<Show when={note}><span class="why-note">{note}</span></Show></th>
            <td><Show when={figure} fallback={t('common.unknown')}>{(value) => <Figure of={value()} />}</Show></td>
            <td><Show when={figure?.ranged && figure}>{(value) => <>{number(value().low, digits)}–{number(value().high, digits)}</>}</Show></td>
            <td><Show when={known}>{(value) => words.code('basis', value().basis)}</Show></td>
          </tr>
        )}</For>
        <tr><th scope="row">{t('desk.reason.dependents')}</th><td>{number(reason().dependentSites)}</td><td /><td /></tr>
        <Show when={props.damage.priority.enables > 0}><tr><th scope="row">{t('desk.reason.enables')}</th><td>{number(props.damage.priority.enables, { style: 'percent', maximumFractionDigits: 0 })}</td><td /><td /></tr></Show>
      </tbody>
    </table>
  )
}

function Facilities(props: { readonly damage: DamageWhole }) {
  const { t, relative, now } = useI18n()
  const words = useWords()
  const ends = (facility: DamageWhole['priority']['facilities'][number]) => (facility.backupH === null || facility.endsAt === null
    ? t('desk.reason.facilityUnknown') : Date.parse(facility.endsAt) <= now() ? t('desk.reason.facilityOut') : t('desk.reason.facilityEnds', { when: relative(facility.endsAt) }))
  return (
    <Show when={props.damage.priority.facilities.length > 0}>
      <h4 class="why-title">{t('desk.reason.facilities')}</h4>
      <ul class="why-facilities">
        <For each={props.damage.priority.facilities}>{(facility) => (
          <li><b>{facility.name ?? words.code('kind', facility.kind)}</b> <Show when={facility.critical}><Badge tone="warn">{t('desk.reason.criticalFacility')}</Badge></Show> <span class="part-note">{facility.name === null ? '' : `${words.code('kind', facility.kind)}, `}{ends(facility)}</span></li>
        )}</For>
      </ul>
    </Show>
  )
}

/** Why the chosen damage stands where it does: the sentence, what would change it, and the figures with how each is known. */
export function PanelWhy(props: { readonly damage: DamageWhole }) {
  const { t, number } = useI18n()
  const words = useWords()
  const standing = () => props.damage.standing
  const weights = () => reasonOf(props.damage.priority).weights
  const others = () => {
    const [first, less] = [standing()?.first, standing()?.without]
    return [
      first ? t(first.ofAll ? 'desk.reason.counterfactualAll' : 'desk.reason.counterfactual', { hours: number(first.repairH, { maximumFractionDigits: 2 }) }) : standing()?.place === 1 ? t('desk.reason.first') : '',
      less ? t('desk.reason.without', { name: less.name ?? words.code('kind', less.kind), place: number(less.place) }) : '',
    ].filter(Boolean).join(' ')
  }
  return (
    <section class="panel-part why" aria-labelledby="desk-why">
      <div class="part-head">
        <h3 id="desk-why">{t('desk.reason.title')}</h3>
        <Show when={standing()}>{(at) => <span class="part-note">{t('desk.reason.rank', { rank: number(at().place), total: number(at().total) })}</span>}</Show>
      </div>
      <p><TierMark tier={props.damage.override?.kind === 'pin' ? props.damage.priority.tier : props.damage.tier} /></p>
      <p class="why-sentence"><ReasonSentence of={props.damage} ranges />.</p>
      <Show when={others() !== ''}><p class="why-hint"><Icon name="sort" size={16} />{others()}</p></Show>
      <Show when={standing()?.verify && standing()}>{(at) => <p class="why-hint"><Icon name="info" size={16} />{t('desk.reason.verifyFirst', { from: number(at().from), to: number(at().to) })}</p>}</Show>
      <PanelOverride damage={props.damage} />
      <Facilities damage={props.damage} />
      <details class="why-details">
        <summary>{t('desk.reason.details')}<Icon name="chevron_down" size={16} /></summary>
        <Terms damage={props.damage} />
        <p class="part-note">{t('desk.reason.legend')} {weights() === 0 ? t('desk.reason.weightsDefault') : t('desk.reason.weights', { version: weights() })}.</p>
      </details>
    </section>
  )
}
