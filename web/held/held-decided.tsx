import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { listHeld } from '../../geo/held/contract.ts'
import type { HeldDecision, HeldOp } from '../../geo/held/held.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useHeldWords } from './held-words.ts'

const TONES = { accepted: 'good', arrived: 'neutral', discarded: 'bad' } as const satisfies Record<HeldDecision, string>
const ICONS = { accepted: 'check', arrived: 'sent', discarded: 'close' } as const satisfies Record<HeldDecision, string>

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
  const { t, relative, dateTime } = useI18n()
  const words = useHeldWords()
  const [open, setOpen] = createSignal(false)
  const [found, { refetch }] = createResource(() => (open() ? `${props.count}` : false), read)
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
                  <header class="held-head"><b>{words.title(op)}</b><Badge tone={TONES[decision()]} icon={ICONS[decision()]}>{t(`held.decided.as.${decision()}`)}</Badge></header>
                  <p class="held-note">
                    {words.from(op)} · {t(`held.why.${op.why}`)}
                    <Show when={op.decidedAt}>{(at) => <> · <time datetime={at()} title={dateTime(at())}>{op.decidedBy ? t('held.decided.by', { name: op.decidedBy.name ?? t('held.nobody'), when: relative(at()) }) : relative(at())}</time></>}</Show>
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
