import { For } from 'solid-js'
import { BlockedBy } from '../../geo/repairs/lifecycle.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { TextField } from '../ui/field.tsx'
import { useWords } from './words.ts'

/** What a repair waits for, and until when that is expected. */
export function BlockFields(props: { readonly by: BlockedBy; readonly until: string; readonly onBy: (by: BlockedBy) => void; readonly onUntil: (until: string) => void }) {
  const { t } = useI18n()
  const words = useWords()
  return (
    <>
      <fieldset class="radio-list"><legend class="visually-hidden">{t('desk.repair.blockTitle')}</legend>
        <For each={BlockedBy.options}>{(why) => <label class="radio-row"><input type="radio" name="blocked-by" value={why} checked={props.by === why} onChange={() => props.onBy(why)} />{words.code('blockedBy', why)}</label>}</For>
      </fieldset>
      <TextField type="datetime-local" label={t('repairs.block.until')} optional value={props.until} onInput={(event) => props.onUntil(event.currentTarget.value)} />
    </>
  )
}
