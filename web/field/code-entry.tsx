import { createMemo, createSignal, Show } from 'solid-js'
import { mgrsFault } from '../../geo/space/mgrs.ts'
import { parseWrittenPlace } from '../../geo/space/written-place.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { useField } from './field-state.ts'
import type { Place } from './place.ts'
import { SpokenPlace } from './spoken-place.tsx'
import { metres } from './words.ts'

/** A place typed as MGRS, Plus Code or degrees, read back in all three before it is used. */
export function CodeEntry(props: { readonly onChoose: (place: Place) => void }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const [text, setText] = createSignal('')
  const read = createMemo(() => parseWrittenPlace(text(), field.fix()?.position ?? null))
  const wrong = () => {
    if (mgrsFault(text()) === 'odd') return t('work.picker.codeOdd')
    return text().trim().length > 5 && read() === null ? t('work.picker.codeWrong') : undefined
  }
  return (
    <>
      <TextField
        label={t('work.picker.codeLabel')} hint={t('work.picker.codeHint')} error={wrong()} value={text()} autocomplete="off" autocapitalize="characters" spellcheck={false} class="code-input"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Show when={read() === null && text().trim() === '' ? field.fix() : null}>{(fix) => (
        <section class="own-place" aria-label={t('work.picker.own')}>
          <h3>{t('work.picker.own')} · {t('field.place.accuracy', { m: metres(i18n, Math.max(1, fix().accuracyM)) })}</h3>
          <SpokenPlace position={fix().position} />
        </section>
      )}</Show>
      <Show when={read()}>{(place) => (
        <div class="code-read" role="status">
          <p>{t('work.picker.codeRead')} · {t('field.place.accuracy', { m: metres(i18n, Math.max(1, place().accuracyM)) })}</p>
          <SpokenPlace position={place().position} />
          <Button size="l" look="primary" icon="check" onClick={() => props.onChoose({ by: 'position', position: place().position, accuracyM: place().accuracyM, located: place().located, written: place().located === 'map_pin' ? '' : text().trim() })}>{t('work.picker.use')}</Button>
        </div>
      )}</Show>
    </>
  )
}
