import { For } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { writtenKey, type Press } from './commands.ts'
import './keys-help.css'

/** The keys that do something now, each with what it does. */
export function KeysHelp(props: { readonly open: boolean; readonly rows: readonly { readonly key: Press; readonly text: string }[]; readonly onClose: () => void }) {
  const { t } = useI18n()
  return (
    <Dialog open={props.open} title={t('desk.keyboard.title')} onClose={props.onClose}>
      <dl class="keyboard"><For each={props.rows}>{({ key, text }) => <><dt><kbd>{writtenKey(key, navigator.platform)}</kbd></dt><dd>{text}</dd></>}</For></dl>
    </Dialog>
  )
}
