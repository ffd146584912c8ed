import { For, Show } from 'solid-js'
import { getHandedPhoto } from '../../geo/handovers/contract.ts'
import type { Handed } from '../../geo/handovers/handed.ts'
import { SharedPart } from '../../geo/handovers/handover.ts'
import { addressOf } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { Badge } from '../ui/badge.tsx'
import { usePartWords } from './handover-words.tsx'
import { REPAIR_LOOKS } from './repair-looks.ts'
import { useWords } from './words.ts'

/** What is shared of a damage that was handed over, and what is not. */
export function HandedWhole(props: { readonly handed: Handed }) {
  const { t, plural, number, dateTime, relative } = useI18n()
  const words = useWords()
  const parts = usePartWords()
  const about = () => props.handed.about
  const hidden = () => SharedPart.options.filter((part) => !props.handed.seen.includes(part))
  const where = (place: NonNullable<NonNullable<Handed['about']>['place']>) => [words.named(place.areaNames), place.position === null ? t('handover.noPlace') : place.position.toReversed().map((one) => number(one, { maximumFractionDigits: 5 })).join('; ')].filter(Boolean).join(' · ')
  const photo = (sha256: string) => addressOf(getHandedPhoto, { params: { id: props.handed.id, sha256 }, query: { size: 'thumb' } })
  return (
    <Show when={about()} fallback={<p class="part-note">{t('handover.gone')}</p>}>{(damage) => (
      <>
        <Show when={props.handed.damage === null}><p class="part-note">{t('handover.only')}</p></Show>
        <dl>
          <Show when={damage().place}>{(place) => <><dt>{t('handover.where')}</dt><dd>{where(place())}</dd></>}</Show>
          <Show when={damage().people}>{(people) => (
            <>
              <dt>{t('handover.people')}</dt><dd>{people().without === null ? '–' : words.people(people().without!)}</dd>
              <Show when={people().dependents.length > 0}><dt>{t('handover.hangs')}</dt><dd><ul class="plain-list"><For each={people().dependents}>{(one) => <li>{words.readable(one.names) ?? words.code('kind', one.kind)}<Show when={one.people}>{(count) => <span class="part-note"> · {words.people(count())}</span>}</Show></li>}</For></ul></dd></Show>
            </>
          )}</Show>
          <Show when={damage().repair}>{(repair) => (
            <><dt>{t('handover.repair')}</dt><dd>
              <Badge tone={REPAIR_LOOKS[repair().state].tone} icon={REPAIR_LOOKS[repair().state].icon}>{words.code('repairState', repair().state)}</Badge> {repair().crew?.name ?? t('handover.crewHidden')}<Show when={repair().ours}><span class="part-note"> · {t('handover.ownCrew')}</span></Show>
              <Show when={repair().etr}>{(at) => <span class="part-note"> · {t('handover.expected', { when: dateTime(at()) })}</span>}</Show>
            </dd></>
          )}</Show>
        </dl>
        <Show when={damage().reports}>{(reports) => (
          <details class="why-details" open={reports().length === 1}>
            <summary>{plural('handover.reports', reports().length)}</summary>
            <ul class="plain-list"><For each={reports()}>{(report) => (
              <li>
                <span title={dateTime(report.observedAt)}>{[relative(report.observedAt), t(`grades.severity.label.${severityKey(report.severity)}`), t(`grades.function.label.${report.function}`), report.cause === 'unknown' ? '' : words.code('cause', report.cause), ...report.hazards.map((one) => words.code('hazard', one)), ...report.needs.map((one) => words.code('need', one))].filter(Boolean).join(' · ')}</span>
                <Show when={report.note}><blockquote class="part-quote">{report.note}</blockquote></Show>
              </li>
            )}</For></ul>
          </details>
        )}</Show>
        <Show when={(damage().photos ?? []).length > 0}>
          <ul class="handed-photos"><For each={damage().photos ?? []}>{(one, nth) => (
            <li><Show when={one.storedAt !== null || one.thumbAt !== null} fallback={<span class="photo-missing">{t('handover.photoWaits')}</span>}><img src={photo(one.sha256)} loading="lazy" decoding="async" alt={t('handover.photo', { nth: nth() + 1 })} /></Show></li>
          )}</For></ul>
        </Show>
        <Show when={hidden().length > 0}><p class="part-note">{t('handover.notShared', { parts: parts(hidden()) })}</p></Show>
      </>
    )}</Show>
  )
}
