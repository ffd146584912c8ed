import { createSignal, Show } from 'solid-js'
import type { Handed } from '../../geo/handovers/handed.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Handovers } from '../store/handovers.ts'
import { Button } from '../ui/button.tsx'
import { HandoverForm, type Offer } from './handover-form.tsx'
import { useWords } from './words.ts'

const newId = () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Handing on what one has by a hand-over alone: to whom, and what they may see of what one sees. */
export function HandedOn(props: { readonly handed: Handed; readonly busy: boolean; readonly store: Handovers; readonly onDo: (mine: string, done: string, run: () => Promise<Handed>) => Promise<boolean> }) {
  const { t } = useI18n()
  const words = useWords()
  const [open, setOpen] = createSignal(false)
  // One id for all tries of one offer: a repeat after a lost answer asks nobody twice.
  let next = newId()
  async function ask({ to, reason, shared }: Offer) {
    if (!(await props.onDo(t('handover.toName', { name: words.named(to.names) ?? '' }), t('handover.asked'), () => props.store.handOn(props.handed.id, next, { to: to.id, reason, shared }, props.handed.version)))) return
    next = newId()
    setOpen(false)
  }
  return (
    <Show when={open()} fallback={<div class="part-buttons"><Button size="s" icon="sent" onClick={() => setOpen(true)}>{t('handover.onward')}</Button></div>}>
      <HandoverForm from={props.handed.to} most={props.handed.seen} busy={props.busy} onAsk={(offer) => { void ask(offer) }} onClose={() => { next = newId(); setOpen(false) }} />
    </Show>
  )
}
