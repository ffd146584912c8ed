import { createSignal } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import type { Place } from './place.ts'

/** A landmark as people say it: kept as said, never turned into a position. */
export function WordsEntry(props: { readonly onChoose: (place: Place) => void }) {
  const { t } = useI18n()
  const [words, setWords] = createSignal('')
  return (
    <>
      <TextArea label={t('work.picker.wordsLabel')} hint={t('work.picker.wordsHint')} maxlength={300} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
      <Button size="l" look="primary" icon="check" disabled={words().trim() === ''} onClick={() => props.onChoose({ by: 'words', words: words() })}>{t('work.picker.use')}</Button>
    </>
  )
}
