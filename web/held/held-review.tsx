import { createMemo, createSignal, For, onMount, Show } from 'solid-js'
import type { HeldOp } from '../../geo/held/held.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Held } from '../store/held.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { HeldDecided } from './held-decided.tsx'
import { HeldItem } from './held-item.tsx'
import { HeldPhone } from './held-phone.tsx'
import './held.css'

/** What somebody decides on, by id: it stays where it is, whatever others do meanwhile. */
function createKept<Thing>() {
  const [kept, setKept] = createSignal<ReadonlyMap<string, Thing>>(new Map())
  return {
    kept,
    keep: (id: string, thing: Thing | null) => setKept((all) => { const next = new Map(all); if (thing === null) next.delete(id); else next.set(id, thing); return next }),
  }
}

/** What is held for review, phone by phone, the oldest first; each is filed or discarded. Needs the texts `held`, `grades` and `codes`. */
export function HeldReview(props: { readonly held: Held }) {
  const { t, plural } = useI18n()
  const toast = useToast()
  onMount(() => void props.held.refresh())
  const ops = createKept<HeldOp>()
  const phones = createKept<true>()
  const waits = createMemo(() => new Set(props.held.state.held.map(({ id }) => id)))
  const shown = createMemo(() => {
    const left = [...ops.kept().values()].filter(({ id }) => !waits().has(id))
    return left.length === 0 ? props.held.state.held : [...props.held.state.held, ...left].sort((a, b) => (a.receivedAt + a.id < b.receivedAt + b.id ? -1 : 1)) // as the server has them
  })
  const ofPhone = createMemo(() => {
    const groups = new Map<string, HeldOp[]>([...phones.kept().keys()].map((device) => [device, []]))
    for (const op of shown()) groups.set(op.device ?? '', [...groups.get(op.device ?? '') ?? [], op])
    return groups
  })
  // By name, so that what is filled in within a phone's group outlives what others decide.
  const devices = createMemo(() => [...ofPhone().keys()], [], { equals: (a, b) => a.length === b.length && a.every((one, nth) => one === b[nth]) })
  async function one(id: string, accept: boolean, why: string) {
    const stands = await props.held.decide(id, accept, why)
    if (stands.decidedWhy.trim() === why) toast({ tone: 'good', text: t(accept ? 'held.done.accepted' : 'held.done.discarded') })
    return stands
  }
  async function all(device: string, accept: boolean, why: string) {
    const { decided, failed } = await props.held.decideDevice(device, accept, why)
    if (failed > 0) toast({ tone: 'bad', text: plural('held.done.some', failed) })
    else if (decided > 0) toast({ tone: 'good', text: t(accept ? 'held.done.accepted' : 'held.done.discarded') })
    return decided + failed
  }
  return (
    <section class="held" aria-labelledby="held-title">
      <h3 class="held-title" id="held-title">{t('held.title')}<Show when={props.held.state.waiting > 0}><Badge tone="warn">{plural('held.waiting', props.held.state.waiting)}</Badge></Show></h3>
      <Show when={props.held.state.phase !== 'failed'} fallback={<p class="held-failure" role="alert">{t('held.failed')}<Button size="s" icon="sync" onClick={() => void props.held.refresh()}>{t('common.action.retry')}</Button></p>}>
        <Show when={props.held.state.phase === 'ready'} fallback={<Skeleton lines={2} tall />}>
          <Show when={devices().length > 0} fallback={<EmptyState icon="shield" title={t('held.none')}>{t('held.noneText')}</EmptyState>}>
            <p class="held-note">{t('held.intro')}</p>
            <For each={devices()}>{(device) => {
              const group = () => ofPhone().get(device) ?? []
              const waiting = () => group().filter(({ id }) => waits().has(id)).length
              return (
                <div class="held-group">
                  <Show when={device !== '' && (waiting() > 1 || phones.kept().has(device))}><HeldPhone device={device} waiting={waiting()} onKeep={(keep) => phones.keep(device, keep ? true : null)} onDecide={(accept, why) => all(device, accept, why)} /></Show>
                  <ul class="held-list"><For each={group()}>{(op) => <HeldItem op={op} waits={waits().has(op.id)} onKeep={(keep) => ops.keep(op.id, keep ? op : null)} onDecide={(accept, why) => one(op.id, accept, why)} />}</For></ul>
                </div>
              )
            }}</For>
          </Show>
        </Show>
        <HeldDecided count={props.held.state.waiting} />
      </Show>
    </section>
  )
}
