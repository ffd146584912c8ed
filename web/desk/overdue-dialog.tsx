import { createMemo, createSignal, For, Show } from 'solid-js'
import { ClockName } from '../../geo/clocks/targets.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { OverdueStore } from '../store/overdue.ts'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Failed } from './failed.tsx'
import { ClockLine } from './panel-clocks.tsx'
import { TierMark } from './reason-sentence.tsx'
import { useWords } from './words.ts'
import './overdue.css'

/** Every damage that is over a target, the first in order of work first: what is late, by how much, and the way to it. */
export function OverdueDialog(props: { readonly open: boolean; readonly store: OverdueStore; readonly onOpen: (damage: string) => void; readonly onClose: () => void }) {
  const { t, number } = useI18n()
  const words = useWords()
  const [clock, setClock] = createSignal<ClockName | ''>('')
  const state = () => props.store.state
  const having = (name: ClockName) => state().overdue.filter(({ clocks }) => clocks.some((one) => one.name === name)).length
  const shown = createMemo(() => (clock() === '' ? state().overdue : state().overdue.filter(({ clocks }) => clocks.some(({ name }) => name === clock()))))
  return (
    <Dialog open={props.open} title={t('targets.overdue.title')} onClose={props.onClose}>
      <div class="overdue">
        <Show when={state().phase === 'failed'}><Failed as="line" what={t('targets.overdue.failed')} problem={state().problem} onRetry={() => void props.store.refresh()} /></Show>
        <Show when={state().overdue.length > 0} fallback={
          <Show when={state().phase === 'ready'} fallback={<Show when={state().phase === 'loading'}><Skeleton lines={4} tall /></Show>}><EmptyState icon="check" title={t('targets.overdue.none')}>{t('targets.overdue.noneText')}</EmptyState></Show>
        }>
          <SelectField label={t('targets.overdue.clock')} value={clock()} onChange={(event) => setClock(ClockName.safeParse(event.currentTarget.value).data ?? '')}>
            <option value="">{t('targets.overdue.any', { count: number(state().overdue.length) })}</option>
            <For each={ClockName.options}>{(name) => <option value={name} selected={name === clock()}>{t(`targets.overdue.late.${name}`, { count: number(having(name)) })}</option>}</For>
          </SelectField>
          <Show when={state().more}><p class="part-note">{t('targets.overdue.more')}</p></Show>
          <div class="overdue-scroll" tabindex="0" role="region" aria-label={t('targets.overdue.title')}><ol class="overdue-list"><For each={shown()}>{(one) => (
            <li class="overdue-one">
              <a class="overdue-name" href={`/desk?damage=${one.id}`} onClick={(event) => { if (event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); props.onOpen(one.id) }}>{words.damage(one)}</a>
              <span class="part-note"><TierMark tier={one.tier} /> {words.named(one.areaNames)}</span>
              <ul class="clocks"><For each={one.clocks}>{(late) => <ClockLine clock={late} name={t(`targets.overdue.not.${late.name}`)} />}</For></ul>
            </li>
          )}</For></ol></div>
        </Show>
      </div>
    </Dialog>
  )
}
