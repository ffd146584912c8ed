import { For, Show } from 'solid-js'
import type { TargetPreview } from '../../../geo/clocks/contract.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { useWords } from '../words.ts'

/** What would be late under other hours: how many clocks of each name now and then, and the first that change from one to the other. */
export function TargetsPreview(props: { readonly seen: TargetPreview }) {
  const { t, number, plural } = useI18n()
  const words = useWords()
  const hours = (value: number) => number(value, { maximumFractionDigits: 1 })
  return (
    <section class="targets-preview" role="status" ref={(part) => requestAnimationFrame(() => part.scrollIntoView({ block: 'nearest' }))}>
      <table>
        <caption>{t('targets.late')}</caption>
        <thead><tr><th scope="col">{t('targets.clock')}</th><th scope="col">{t('targets.now')}</th><th scope="col">{t('targets.then')}</th></tr></thead>
        <tbody><For each={props.seen.clocks}>{(one) => (
          <tr data-moved={one.now === one.then ? undefined : ''}><th scope="row">{t(`repairs.clock.name.${one.name}`)}</th><td>{number(one.now)}</td><td>{number(one.then)}</td></tr>
        )}</For></tbody>
      </table>
      <p><b>{props.seen.changes === 0 ? t('targets.noChange') : plural('targets.changes', props.seen.changes)}</b></p>
      <Show when={props.seen.looked < props.seen.total}><p class="part-note">{t('targets.looked', { looked: number(props.seen.looked), total: number(props.seen.total) })}</p></Show>
      <Show when={props.seen.changed.length > 0}>
        <div class="targets-changed" tabindex="0" role="region" aria-label={t('targets.first')}>
          <ul class="pairs"><For each={props.seen.changed}>{(one) => (
            <li class="pair"><div class="pair-words">
              <b>{words.called(one) ?? (one.kind === null ? t('desk.queue.unnamed') : words.code('kind', one.kind))}</b>
              <span>{t(one.late ? 'targets.becomes' : 'targets.stops')}</span>
              <span class="part-note">{t('targets.spent', { clock: t(`repairs.clock.name.${one.clock}`), spent: hours(one.spentH), before: hours(one.beforeH), after: hours(one.afterH) })}</span>
            </div></li>
          )}</For></ul>
        </div>
      </Show>
    </section>
  )
}
