import { createEffect, on, For, Show } from 'solid-js'
import type { Handed } from '../../geo/handovers/handed.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Handovers } from '../store/handovers.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { HandedItem } from './handed-item.tsx'
import './handover.css'

/** What was handed to one's organisations, and what these handed over: answered here, and worked on where the damage lies outside one's areas. */
export function HandedDialog(props: { readonly open: boolean; readonly store: Handovers; readonly onOpen: (damage: string) => void; readonly onClose: () => void }) {
  const { t } = useI18n()
  const state = () => props.store.state
  // Whoever opens it sees what is there now, whatever was heard.
  createEffect(on(() => props.open, (open) => { if (open) void props.store.refresh() }))
  const list = (handed: readonly Handed[], ours: boolean) => <ul class="handed-list"><For each={handed}>{(one) => <HandedItem handed={one} waits={ours && one.state === 'asked'} store={props.store} onOpen={props.onOpen} />}</For></ul>
  return (
    <Dialog open={props.open} title={t('handover.dialog')} onClose={props.onClose}>
      <div class="handed">
        <Show when={state().phase !== 'failed'} fallback={<p role="alert">{t('handover.listFailed')} <Button size="s" icon="sync" onClick={() => void props.store.refresh()}>{t('common.action.retry')}</Button></p>}>
          <Show when={state().phase === 'ready'} fallback={<><span class="visually-hidden" role="status">{t('handover.loading')}</span><Skeleton lines={3} tall /></>}>
            <Show when={state().received.length > 0} fallback={<EmptyState icon="sent" title={t('handover.none')}>{t('handover.noneText')}</EmptyState>}>
              <h3>{t('handover.received')}</h3>
              {list(state().received, true)}
            </Show>
            <Show when={state().given.length > 0}>
              <h3>{t('handover.given')}</h3>
              {list(state().given, false)}
            </Show>
          </Show>
        </Show>
      </div>
    </Dialog>
  )
}
