import { For, Show } from 'solid-js'
import type { AreaTargets } from '../../../geo/clocks/contract.ts'
import type { Targets } from '../../../geo/clocks/targets.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../words.ts'
import { differencesOf, type Difference } from './difference.ts'
import '../conflict-dialog.css'

/** A decision on targets that somebody else was quicker with: what is wanted beside what is in force now, and the way on. */
export function TargetsSides(props: { readonly mine: Targets | null; readonly theirs: AreaTargets; readonly busy: boolean; readonly onTheirs: () => void; readonly onMine: () => void }) {
  const { t, number, dateTime } = useI18n()
  const words = useWords()
  const latest = () => props.theirs.history[0]
  const hours = (value: number | null) => (value === null ? t('targets.unsaid') : t('targets.value', { hours: number(value) }))
  const differences = () => (props.mine === null ? [] : differencesOf(props.mine, props.theirs.targets))
  const label = (one: Difference) => (one.of === 'pausing' ? words.code('blockedBy', one.why)
    : t('targets.cell', { what: one.of === 'tier' ? t(`desk.tier.${one.tier}`) : words.code('kind', one.kind), clock: t(`repairs.clock.name.${one.clock}`) }))
  const value = (one: Difference, side: 'mine' | 'theirs') => (one.of === 'pausing' ? t(one[side] ? 'targets.pauses' : 'targets.runs') : hours(one[side]))
  return (
    <section class="targets-sides conflict" role="alert" aria-labelledby="targets-sides" ref={(part) => requestAnimationFrame(() => part.scrollIntoView({ block: 'nearest' }))}>
      <h3 id="targets-sides">{t('queue.conflict.title')}</h3>
      <p>{t('queue.conflict.text')}</p>
      <Show when={latest()}>{(one) => <p class="part-note">{t('targets.entry', { version: one().version, name: one().by, when: dateTime(one().madeAt) })}: <span class="said">{one().why}</span></p>}</Show>
      <Show when={props.mine === null || differences().length > 0} fallback={<p>{t('targets.alike')}</p>}>
        <table class="conflict-table">
          <thead><tr><th scope="col"><span class="visually-hidden">{t('queue.conflict.what')}</span></th><th scope="col">{t('queue.conflict.wanted')}</th><th scope="col">{t('queue.conflict.now')}</th></tr></thead>
          <tbody>
            <Show when={props.mine === null}><tr data-moved=""><th scope="row">{t('targets.ownGone')}</th><td>{t('targets.gone')}</td><td>{t(latest()?.targets == null ? 'targets.gone' : 'targets.stands')}</td></tr></Show>
            <For each={differences()}>{(one) => <tr data-moved=""><th scope="row">{label(one)}</th><td>{value(one, 'mine')}</td><td>{value(one, 'theirs')}</td></tr>}</For>
          </tbody>
        </table>
      </Show>
      <div class="part-buttons">
        <Button size="s" onClick={() => props.onTheirs()}>{t('queue.conflict.theirs')}</Button>
        <Button size="s" look="primary" busy={props.busy} onClick={() => props.onMine()}>{t('queue.conflict.mine')}</Button>
      </div>
    </section>
  )
}
