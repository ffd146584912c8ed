import { createSignal } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** A secret on the screen this once, with a button that takes it along. */
export function ShownOnce(props: { readonly label: string; readonly note: string; readonly secret: string }) {
  const { t } = useI18n()
  const [copied, setCopied] = createSignal<'no' | 'yes' | 'failed'>('no')
  const copy = () => navigator.clipboard.writeText(props.secret).then(() => setCopied('yes'), (error: unknown) => {
    console.warn('the clipboard is closed', error)
    setCopied('failed')
  })
  return (
    <div class="shown-once" role="status">
      <p class="shown-once-note"><Icon name="warning" size={18} />{props.note}</p>
      <span class="field-label">{props.label}</span>
      <div class="shown-once-line">
        <code tabindex="0">{props.secret}</code>
        <Button size="s" icon={copied() === 'yes' ? 'check' : 'copy'} onClick={() => void copy()}>{t(copied() === 'yes' ? 'admin.copied' : copied() === 'failed' ? 'admin.copyFailed' : 'admin.copy')}</Button>
      </div>
    </div>
  )
}
