import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { useField } from './field-state.ts'
import { openKeepSheet } from './hand-on-open.ts'

/** In the phone's menu: the lock, and handing reports on. Each opens in the menu's place. */
export function KeepMenu(props: { readonly onOpen: () => void }) {
  const { t } = useI18n()
  const { phone } = useField()
  const show = (which: 'hand' | 'lock') => {
    props.onOpen()
    openKeepSheet(which)
  }
  return (
    <>
      <Button size="l" icon="sent" class="menu-hand-on" onClick={() => show('hand')}>{t('field.menu.handOn')}</Button>
      <Show when={phone.vault.guard() !== 'none'}><Button size="l" icon="shield" class="menu-lock" onClick={() => show('lock')}>{t('field.menu.lock')}</Button></Show>
    </>
  )
}
