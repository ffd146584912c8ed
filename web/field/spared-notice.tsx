import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useField } from './field-state.ts'
import { countsOf } from './op-state.ts'

/** That photos wait for a charger or another network, and the button that sends them all the same. */
export function SparedNotice() {
  const { t, plural } = useI18n()
  const field = useField()
  const count = () => countsOf(field.ops(), field.photos()).photos
  return (
    <Show when={count() > 0 && field.activity().spared}>{(spared) => (
      <div class="spared" role="status">
        <p><Icon name={spared() === 'battery' ? 'bolt_low' : 'clock'} size={22} /><span><b>{plural('field.travel.spared', count())}</b> {t(`field.travel.${spared()}`)}</span></p>
        <Button size="l" icon="sent" onClick={() => field.phone.sendAllNow()}>{t('field.travel.now')}</Button>
      </div>
    )}</Show>
  )
}
