import { createMemo, createSignal, Show } from 'solid-js'
import { formatSms } from '../../geo/reports/sms.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useField } from './field-state.ts'
import { smsSaid, type SmsSaid } from './sms-said.ts'

// With the ampersand phones of both makers take the text; without a number they ask for it.
const linkTo = (text: string) => `sms:?&body=${encodeURIComponent(text)}`

/** A report as one SMS: the text, where to send it from, and the way to the phone's own messages. */
export function SmsCode(props: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useI18n()
  const field = useField()
  const [copied, setCopied] = createSignal<'no' | 'yes' | 'failed'>('no')
  const said = createMemo<SmsSaid | null>(() => {
    const op = field.ops().find(({ id }) => id === props.id)
    return op ? smsSaid(op) : null
  })
  const text = createMemo(() => {
    const now = said()
    return now && formatSms(now.place, now.grade)
  })
  const where = () => {
    const place = said()?.place
    return t(place && 'site' in place ? 'phone.sms.site' : 'phone.sms.position')
  }
  const copy = (words: string) => navigator.clipboard.writeText(words).then(() => setCopied('yes'), (error: unknown) => {
    console.warn('the clipboard is closed', error)
    setCopied('failed')
  })
  return (
    <Dialog open title={t('phone.sms.title')} at="sheet" onClose={() => props.onClose()}>
      <Show when={text()} fallback={<p role="status">{t('phone.sms.gone')}</p>}>{(words) => (
        <>
          <p class="sms-text" translate="no"><code tabindex="0">{words()}</code></p>
          <p class="sms-note">{where()}</p>
          <p class="menu-fact"><Icon name="info" size={20} /><span>{t('phone.sms.from')}</span></p>
          <p class="menu-fact"><Icon name="sync" size={20} /><span>{t('phone.sms.stays')}</span></p>
          <a class="button sms-open" data-look="primary" data-size="l" href={linkTo(words())}><Icon name="sent" size={24} /><span class="button-text">{t('phone.sms.open')}</span></a>
          <Button size="l" icon={copied() === 'yes' ? 'check' : 'copy'} onClick={() => void copy(words())}>{t(`phone.sms.copy.${copied()}`)}</Button>
        </>
      )}</Show>
    </Dialog>
  )
}
