import { createEffect, createSignal, on } from 'solid-js'
import type { BlockedBy } from '../../../geo/repairs/lifecycle.ts'
import type { BoardRepair } from '../../../geo/plan/plan.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { BlockFields } from '../block-fields.tsx'
import { fromLocalInput } from '../local-time.ts'
import { useWords } from '../words.ts'
import '../panel.css'

/** What is said of a wait. */
export type Wait = { readonly blockedBy: BlockedBy; readonly until: string | null; readonly note: string }

/** What a card that was put among the blocked waits for: asked there and then. */
export function BlockDialog(props: { readonly repair: BoardRepair | null; readonly onWait: (wait: Wait) => void; readonly onClose: () => void }) {
  const { t } = useI18n()
  const words = useWords()
  const [by, setBy] = createSignal<BlockedBy>('awaiting_parts')
  const [until, setUntil] = createSignal('')
  const [note, setNote] = createSignal('')
  const [lacksWhy, setLacksWhy] = createSignal(false)
  createEffect(on(() => props.repair?.id, () => { setBy('awaiting_parts'); setUntil(''); setNote(''); setLacksWhy(false) }))
  function say() {
    setLacksWhy(by() === 'other' && note().trim() === '')
    if (!lacksWhy()) props.onWait({ blockedBy: by(), until: fromLocalInput(until()) ?? null, note: note().trim() })
  }
  return (
    <Dialog
      open={props.repair !== null} title={t('desk.repair.blockTitle')} onClose={props.onClose}
      actions={<><Button onClick={() => props.onClose()}>{t('desk.repair.keep')}</Button><Button look="primary" onClick={say}>{t('desk.repair.block')}</Button></>}
    >
      <p><b>{props.repair === null ? '' : words.damage(props.repair)}</b></p>
      <BlockFields by={by()} until={until()} onBy={setBy} onUntil={setUntil} />
      <TextArea label={t('repairs.block.why')} rows={2} maxlength={1000} optional={by() !== 'other'} error={lacksWhy() ? t('repairs.block.lacksWhy') : undefined} value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
    </Dialog>
  )
}
