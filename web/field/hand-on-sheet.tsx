import { Show } from 'solid-js'
import { loadTexts } from '../i18n/dictionary.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { part } from '../offline/part.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { closeKeepSheet, keepSheet } from './hand-on-open.ts'

const HandOnPanel = part(async () => (await Promise.all([import('./hand-on-panel.tsx'), loadTexts('keep')]))[0].HandOnPanel)
const LockChoose = part(async () => (await Promise.all([import('./lock-choose.tsx'), loadTexts('keep')]))[0].LockChoose)

/** The sheets that the menu opens. */
export function KeepSheet() {
  const { t } = useI18n()
  return (
    <Dialog open={keepSheet() !== null} title={keepSheet() === 'lock' ? t('field.menu.lock') : t('field.menu.handOn')} at="sheet" onClose={closeKeepSheet}>
      <Show when={keepSheet() === 'hand'}><HandOnPanel /></Show>
      <Show when={keepSheet() === 'lock'}><LockChoose onDone={closeKeepSheet} /></Show>
    </Dialog>
  )
}
