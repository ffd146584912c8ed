import { onCleanup, onMount, Show } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { listen } from '../../live/live.ts'
import { createHandovers } from '../../store/handovers.ts'
import { makeDebounced } from '../../store/loading.ts'
import { Icon } from '../../ui/icon.tsx'

/** The way to what was handed to us, with how much of it waits for an answer. */
export function HandedLink() {
  const { t, plural } = useI18n()
  const handovers = createHandovers()
  const soon = makeDebounced(300, () => void handovers.refresh())
  onMount(() => {
    void handovers.refresh()
    onCleanup(listen((message) => { if (message.kind === 'reset' || message.kind === 'event' && message.event.noun === 'handover') soon() }, () => {}))
  })
  onCleanup(() => soon.cancel())
  return (
    <a class="button board-handed" data-look="quiet" data-size="s" href="/desk?handed=yes" aria-label={handovers.waiting() === 0 ? t('handover.board') : plural('handover.waiting', handovers.waiting())}>
      <Icon name="sent" size={16} /><span aria-hidden="true">{t('handover.board')}</span><Show when={handovers.waiting() > 0}><span class="tool-count" aria-hidden="true">{handovers.waiting()}</span></Show>
    </a>
  )
}
