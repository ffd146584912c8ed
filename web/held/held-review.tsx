import { createMemo, createSignal, For, onMount, Show } from 'solid-js'
import type { HeldOp } from '../../geo/held/held.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Held } from '../store/held.ts'
import { createTelling } from '../store/telling.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { DecisionForm } from './decision-form.tsx'
import { HeldDecided } from './held-decided.tsx'
import { HeldItem } from './held-item.tsx'
import { useHeldWords } from './held-words.ts'
import './held.css'

/** All that one phone left, decided alike. */
function OfPhone(props: { readonly device: string; readonly count: number; readonly onDecide: (accept: boolean, why: string) => Promise<void> }) {
  const { t } = useI18n()
  const deciding = createTelling(useHeldWords().problem)
  const [asked, setAsked] = createSignal<'accept' | 'discard' | null>(null)
  const label = () => t(asked() === 'discard' ? 'held.discardAll' : 'held.acceptAll', { count: props.count })
  return (
    <div class="held-phone">
      <span class="held-note">{t('held.ofPhone')} <code>{props.device.slice(-6)}</code></span>
      <Show when={asked()} fallback={
        <div class="held-buttons">
          <Button size="s" look="quiet" onClick={() => setAsked('discard')}>{t('held.discardAll', { count: props.count })}</Button>
          <Button size="s" look="quiet" onClick={() => setAsked('accept')}>{t('held.acceptAll', { count: props.count })}</Button>
        </div>
      }>
        <DecisionForm label={label()} danger={asked() === 'discard'} busy={deciding.busy()} error={deciding.error()} onCancel={() => { deciding.clear(); setAsked(null) }}
          onDecide={(why) => void deciding.tell(() => props.onDecide(asked() === 'accept', why)).then((done) => { if (done) setAsked(null) })} />
      </Show>
    </div>
  )
}

/** What is held for review, phone by phone, the oldest first; each is filed or discarded. Needs the texts `held`, `grades` and `codes`. */
export function HeldReview(props: { readonly held: Held }) {
  const { t, plural } = useI18n()
  const toast = useToast()
  onMount(() => void props.held.refresh())
  const phones = createMemo(() => {
    const groups = new Map<string, HeldOp[]>()
    for (const op of props.held.state.held) groups.set(op.device ?? '', [...groups.get(op.device ?? '') ?? [], op])
    return [...groups]
  })
  async function one(id: string, accept: boolean, why: string) {
    await props.held.decide(id, accept, why)
    toast({ tone: 'good', text: t(accept ? 'held.done.accepted' : 'held.done.discarded') })
  }
  async function all(device: string, accept: boolean, why: string) {
    const { failed } = await props.held.decideDevice(device, accept, why)
    toast(failed === 0 ? { tone: 'good', text: t(accept ? 'held.done.accepted' : 'held.done.discarded') } : { tone: 'bad', text: plural('held.done.some', failed) })
  }
  return (
    <section class="held" aria-labelledby="held-title">
      <h3 class="held-title" id="held-title">{t('held.title')}<Show when={props.held.state.waiting > 0}><Badge tone="warn">{plural('held.waiting', props.held.state.waiting)}</Badge></Show></h3>
      <Show when={props.held.state.phase !== 'failed'} fallback={<p class="held-failure" role="alert">{t('held.failed')}<Button size="s" icon="sync" onClick={() => void props.held.refresh()}>{t('common.action.retry')}</Button></p>}>
        <Show when={props.held.state.phase === 'ready'} fallback={<Skeleton lines={2} tall />}>
          <Show when={props.held.state.held.length > 0} fallback={<EmptyState icon="shield" title={t('held.none')}>{t('held.noneText')}</EmptyState>}>
            <p class="held-note">{t('held.intro')}</p>
            <For each={phones()}>{([device, ops]) => (
              <div class="held-group">
                <Show when={device !== '' && ops.length > 1}><OfPhone device={device} count={ops.length} onDecide={(accept, why) => all(device, accept, why)} /></Show>
                <ul class="held-list"><For each={ops}>{(op) => <HeldItem op={op} onDecide={(accept, why) => one(op.id, accept, why)} />}</For></ul>
              </div>
            )}</For>
          </Show>
        </Show>
        <HeldDecided count={props.held.state.waiting} />
      </Show>
    </section>
  )
}
