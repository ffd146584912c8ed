import { For, Show } from 'solid-js'
import type { Damage } from '../../geo/damages/damage.ts'
import { reasonOf, type Shown } from '../../geo/damages/reason.ts'
import { useI18n, type CountedKey } from '../i18n/i18n.tsx'
import { Rich } from './rich.tsx'
import { useWords } from './words.ts'
import './reason.css'

/** A figure that says how sure it is: a guess has ≈ and a dotted line, and its range where it is told or asked for. */
export function Figure(props: { readonly of: Shown; readonly counted?: CountedKey; readonly range?: boolean }) {
  const { t, number, plural } = useI18n()
  const digits = (value: number) => number(value, { maximumFractionDigits: 1 })
  const bounds = () => ({ low: digits(props.of.low), high: digits(props.of.high) })
  const said = () => (props.counted === undefined ? digits(props.of.value) : plural(props.counted, props.of.value))
  return (
    <>
      <Show when={props.of.guessed} fallback={<b class="figure">{said()}</b>}>
        <b class="figure" data-guessed title={props.of.ranged ? t('desk.reason.guessed', bounds()) : t('desk.reason.guessedExact')}>≈&nbsp;{said()}</b>
      </Show>
      <Show when={props.range && props.of.ranged}> <span class="figure-range">({bounds().low}–{bounds().high})</span></Show>
    </>
  )
}

/** Why a damage has its place in the queue, in one sentence: whom it gives service back, for how much work. */
export function ReasonSentence(props: { readonly of: Pick<Damage, 'priority'>; readonly ranges?: boolean }) {
  const { t, number, plural } = useI18n()
  const words = useWords()
  const reason = () => reasonOf(props.of.priority)
  const someone = () => reason().services.length > 0
  const text = () => {
    const { perCrewHour, facility, people } = reason()
    if (perCrewHour === null) return t('desk.reason.unknown')
    if (someone()) return t(facility === null ? 'desk.reason.people' : 'desk.reason.both')
    if (facility !== null && perCrewHour.value > 0) return t('desk.reason.facility')
    return t(people === null ? 'desk.reason.unknown' : 'desk.reason.working')
  }
  const facility = () => {
    const { facility: first, otherFacilities } = reason()
    if (first === null) return ''
    const name = first.name ?? words.code('kind', first.kind)
    const told = first.backupH === null
      ? t('desk.reason.backupUnknown', { name })
      : t('desk.reason.backup', { name, hours: number(first.backupH, { maximumFractionDigits: 0 }) })
    return otherFacilities === 0 ? told : `${told} ${plural('desk.reason.moreFacilities', otherFacilities)}`
  }
  return (
    <span class="reason">
      <Rich text={text()} parts={{
        gains: () => <For each={reason().services}>{(one, index) => (
          <>{index() > 0 ? ', ' : ''}<Rich text={t(`desk.reason.gain.${one.service}`)} parts={{ people: () => <Figure of={one.people} counted="desk.reason.peopleCount" range={props.ranges ?? false} /> }} /></>
        )}</For>,
        facility: () => facility(),
        hours: () => <Figure of={reason().crewHours} counted="desk.reason.crewHours" range={props.ranges ?? false} />,
        ratio: () => <Show when={reason().perCrewHour}>{(ratio) => <Figure of={ratio()} range />}</Show>,
      }} />
    </span>
  )
}

/** The tier of a damage in a word, with what it means on hover. */
export function TierMark(props: { readonly tier: number }) {
  const { t } = useI18n()
  const tier = () => props.tier as 0 | 1 | 2 | 3
  return <span class="tier" data-tier={props.tier} title={t(`desk.tier.help.${tier()}`)}>{t(`desk.tier.${tier()}`)}</span>
}
