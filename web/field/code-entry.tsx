import { createMemo, createSignal, Show } from 'solid-js'
import { formatMgrs } from '../../geo/space/mgrs.ts'
import { formatPlusCode } from '../../geo/space/plus-code.ts'
import { parseWrittenPlace } from '../../geo/space/written-place.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { useField } from './field-state.ts'
import type { Place } from './place.ts'
import { metres } from './words.ts'

/** A place typed as MGRS, Plus Code or degrees, read back in all three before it is used. */
export function CodeEntry(props: { readonly onChoose: (place: Place) => void }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const [text, setText] = createSignal('')
  const read = createMemo(() => parseWrittenPlace(text(), field.fix()?.position ?? null))
  const wrong = () => (text().trim().length > 5 && read() === null ? t('field.picker.codeWrong') : undefined)
  const mgrs = () => {
    const place = read()
    return place === null || Math.abs(place.position[1]) > 80 ? '' : formatMgrs(place.position)
  }
  return (
    <>
      <TextField
        label={t('field.picker.codeLabel')} hint={t('field.picker.codeHint')} error={wrong()} value={text()} autocomplete="off" autocapitalize="characters" spellcheck={false} class="code-input"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Show when={read()}>{(place) => (
        <div class="code-read" role="status">
          <p>{t('field.picker.codeRead')} · {t('field.place.accuracy', { m: metres(i18n, Math.max(1, place().accuracyM)) })}</p>
          <dl>
            <dt>{t('codes.located.mgrs')}</dt><dd>{mgrs()}</dd>
            <dt>{t('codes.located.plus_code')}</dt><dd>{formatPlusCode(place().position)}</dd>
            <dt>{t('field.picker.degrees')}</dt><dd>{place().position[1].toFixed(5)}, {place().position[0].toFixed(5)}</dd>
          </dl>
          <Button size="l" look="primary" icon="check" onClick={() => props.onChoose({ by: 'position', position: place().position, accuracyM: place().accuracyM, located: place().located, written: place().located === 'map_pin' ? '' : text().trim() })}>{t('field.picker.use')}</Button>
        </div>
      )}</Show>
    </>
  )
}
