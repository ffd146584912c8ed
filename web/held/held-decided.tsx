import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { listHeld } from '../../geo/held/contract.ts'
import type { HeldOp } from '../../geo/held/held.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { DecidedBy, DecisionBadge } from './held-over.tsx'
import { useHeldWords } from './held-words.ts'

async function read(): Promise<readonly HeldOp[] | 'failed'> {
  try {
    return (await call(listHeld, { query: { decided: 'yes' } })).held
  } catch (error) {
    problemOf(error)
    return 'failed'
  }
}

/** What became of what was set aside: filed, discarded or arrived after all; by whom, when and why. `count` is of what waits: when that changes, it is read anew. */
export function HeldDecided(props: { readonly count: number }) {
  const { t } = useI18n()
  const words = useHeldWords()
  const [open, setOpen] = createSignal(false)
  const [found, { refetch }] = createResource<readonly HeldOp[] | 'failed' | undefined, string>(() => (open() ? `${props.count}` : false), read, { initialValue: undefined }) // with a first value nothing waits for it: a dialog that is taken out and put back is none any more
  const list = () => (found.latest === 'failed' ? [] : found.latest ?? [])
  return (
    <details class="held-decided" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary><Icon name="history" size={18} />{t('held.decided.title')}</summary>
      <Switch>
        <Match when={found.latest === 'failed'}><p class="held-failure" role="alert">{t('held.failed')}<Button size="s" icon="sync" onClick={() => void refetch()}>{t('common.action.retry')}</Button></p></Match>
        <Match when={found.latest === undefined}><Skeleton lines={2} /></Match>
        <Match when={list().length === 0}><p class="held-note">{t('held.decided.none')}</p></Match>
        <Match when={true}>
          <ul class="held-list">
            <For each={list()}>{(op) => (
              <Show when={op.decision}>{(decision) => (
                <li class="held-item held-done">
                  <header class="held-head"><b>{words.title(op)}</b><DecisionBadge decision={decision()} /></header>
                  <p class="held-note">
                    {words.from(op)} · {t(`held.why.${op.why}`)}
                    <Show when={op.decidedAt}> · <DecidedBy op={op} /></Show>
                  </p>
                  <Show when={op.decidedWhy}>{(why) => <p class="report-note">{why()}</p>}</Show>
                </li>
              )}</Show>
            )}</For>
          </ul>
        </Match>
      </Switch>
    </details>
  )
}
