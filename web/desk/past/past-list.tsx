import { createEffect, createMemo, For, on, Show } from 'solid-js'
import { PAST_DAYS } from '../../../geo/map/past.ts'
import type { PastDamage } from '../../../geo/map/past-contract.ts'
import { RepairState } from '../../../geo/repairs/lifecycle.ts'
import { ServiceState } from '../../../geo/damages/grades.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { createPast } from '../../store/past.ts'
import { makeDebounced } from '../../store/loading.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { FunctionBadge, SeverityMark } from '../../ui/grade-badge.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { useDesk } from '../desk-context.tsx'
import { Failed } from '../failed.tsx'
import { queryOf } from '../filter-url.ts'
import { REPAIR_LOOKS } from '../repair-looks.ts'
import { useWords } from '../words.ts'
import './past.css'

const SETTLE_MS = 120

/** How it was known is not kept: all are estimates, to two digits. */
const twoDigits = (people: number) => Number(people.toPrecision(2))

/** The queue as it was: its figures and the weightiest of the moment, to read and to find on the map; nothing in it can be changed. */
export function PastList(props: { readonly at: string; readonly chosen: string | null; readonly onChoose: (damage: PastDamage) => void }) {
  const { t, number, plural, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const past = createPast()
  const query = createMemo(() => JSON.stringify({ ...queryOf(desk.view().filter), at: props.at }))
  const ask = makeDebounced(SETTLE_MS, () => void past.ask(JSON.parse(query()) as Parameters<typeof past.ask>[0]))
  createEffect(on(query, ask))
  const data = () => past.state.data
  const nameOf = (one: PastDamage) => words.readable(one.names) || words.code('kind', one.kind)
  const people = () => {
    const { people: known = 0, uncounted = 0 } = data() ?? {}
    const said = known === 0 ? number(0) : `≈\u00A0${number(twoDigits(known))}`
    return uncounted === 0 ? said : known === 0 ? t('past.unknown') : t('past.atLeast', { count: said })
  }
  const repairOf = (state: string | null) => RepairState.safeParse(state).data
  return (
    <section class="queue past" aria-labelledby="desk-queue-title" aria-busy={past.state.phase === 'loading'}>
      <header class="queue-head">
        <div class="queue-title"><h2 id="desk-queue-title" tabindex="-1">{t('past.heading')}</h2><span class="queue-gap" /><Button size="s" look="primary" icon="clock" onClick={() => desk.show({ at: null }, true)}>{t('past.toNow')}</Button></div>
        <p class="past-badge"><b>{t('past.badge', { when: dateTime(props.at) })}</b> <span>{t('past.readOnly')}</span></p>
        <Show when={data()}>{(told) => (
          <dl class="past-figures">
            <div><dt>{t('past.damages')}</dt><dd>{number(told().damages)}</dd></div>
            <div><dt>{t('past.out')}</dt><dd>{number(told().out)}</dd></div>
            <div><dt>{t('past.people')}</dt><dd>{people()}</dd></div>
          </dl>
        )}</Show>
        <Show when={(data()?.uncounted ?? 0) > 0}><p class="part-note">{plural('past.uncounted', data()?.uncounted ?? 0)}</p></Show>
        <p class="part-note">{t('past.layers')}</p>
      </header>
      <div class="queue-scroll" tabindex="0" role="group" aria-label={t('past.worst')}>
        <Show when={past.state.phase !== 'failed'} fallback={
          <Show when={past.state.problem === 'moment-outside'} fallback={<Failed what={t('past.failed')} problem={past.state.problem} onRetry={ask} />}>
            <EmptyState icon="history" title={t('past.failed')} actions={<Button icon="clock" onClick={() => desk.show({ at: null }, true)}>{t('past.toNow')}</Button>}>{t('past.outside', { days: number(PAST_DAYS) })}</EmptyState>
          </Show>
        }>
          <Show when={data()} fallback={<Skeleton lines={7} tall />}>{(told) => (
            <Show when={told().worst.length > 0} fallback={<EmptyState icon="check" title={t('past.none')} />}>
              <p class="past-title">{t('past.worst')}</p>
              <ol class="past-rows">
                <For each={told().worst}>{(one) => (
                  <li>
                    <button type="button" class="past-row" aria-current={props.chosen === one.id ? 'true' : undefined} disabled={one.position === null} title={nameOf(one)} onClick={() => props.onChoose(one)}>
                      <SeverityMark severity={one.severity} size={20} />
                      <span class="past-name">{nameOf(one)}</span>
                      <span class="past-facts">
                        <FunctionBadge function={ServiceState.safeParse(one.function).data ?? 'unknown'} />
                        <Show when={repairOf(one.state)}>{(state) => <Badge tone={REPAIR_LOOKS[state()].tone} icon={REPAIR_LOOKS[state()].icon}>{words.code('repairState', state())}</Badge>}</Show>
                        <span>{one.people === null ? t('past.unknown') : `${one.people === 0 ? '' : '≈\u00A0'}${words.people(twoDigits(one.people))}`}</span>
                      </span>
                    </button>
                  </li>
                )}</For>
              </ol>
            </Show>
          )}</Show>
        </Show>
      </div>
    </section>
  )
}
