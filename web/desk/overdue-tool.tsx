import { createEffect, createSignal, lazy, on, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { makeDebounced } from '../store/loading.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'

const OverdueDialog = lazy(async () => ({ default: (await import('./overdue-dialog.tsx')).OverdueDialog }))

const SETTLE_MS = 5_000 // every desk asks, and what it asks is reckoned of hundreds of damages
const EVERY_MS = 60_000 // as often as the server looks at the clocks

/** How many damages are over a target now, and the way to them: it stays as long as one is, whoever was looking when it was told. */
export function OverdueTool() {
  const { t, plural, number } = useI18n()
  const desk = useDesk()
  const store = desk.overdue
  const [dialog, setDialog] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const soon = makeDebounced(SETTLE_MS, () => void store.refresh())
  createEffect(on(desk.begun, (ready) => { if (ready) soon() }))
  onMount(() => {
    onCleanup(desk.onHeard((message) => { if (message.kind === 'reset' || message.event.noun === 'damage' || message.event.noun === 'repair' || message.event.noun === 'targets') soon() }))
    const beat = setInterval(() => { if (!document.hidden) soon() }, EVERY_MS)
    onCleanup(() => { clearInterval(beat); soon.cancel() })
  })
  const count = () => store.state.overdue.length
  const said = () => (store.state.more ? `${number(count())}+` : number(count()))
  const open = () => { void store.refresh(); setDialog('open') }
  desk.offers.offer(() => [{ name: 'overdue', detail: () => (count() === 0 ? '' : plural('desk.queue.count', count())), run: open }])
  return (
    <>
      <button type="button" class="button tool-overdue" data-look="quiet" data-size="s" title={t('targets.overdue.title')} aria-label={count() === 0 ? t('targets.overdue.title') : plural('targets.overdue.waiting', count())} onClick={open}>
        <Icon name="stop" size={16} /><span aria-hidden="true">{t('targets.overdue.open')}</span><Show when={count() > 0}><span class="tool-count" aria-hidden="true">{said()}</span></Show>
      </button>
      <Show when={dialog() !== 'unasked'}><Suspense><OverdueDialog open={dialog() === 'open'} store={store} onOpen={(id) => { setDialog('closed'); desk.select(id) }} onClose={() => setDialog('closed')} /></Suspense></Show>
    </>
  )
}
