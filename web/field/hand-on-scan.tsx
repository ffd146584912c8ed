import { createSignal, For, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { makeCodeReader, type Reading } from '../sync/hand-on-codes.ts'
import type { HandedOn } from '../sync/hand-on.ts'
import { CodeCamera } from './code-camera.tsx'

const NAMED = 8 // of the missing

/** Reads another phone's codes with the camera, and shows which are missing. */
export function HandOnScan(props: { readonly onRead: (handed: HandedOn) => void; readonly onFault: (error: unknown) => void }) {
  const { t } = useI18n()
  const [reading, setReading] = createSignal<Reading>({ count: 0, missing: [] })
  const reader = makeCodeReader()

  async function take(text: string): Promise<boolean> {
    if (!reader.add(text)) return false
    setReading(reader.reading())
    if (reading().missing.length > 0) return false
    await reader.done().then(props.onRead, props.onFault)
    return true
  }
  const missing = () => (reading().missing.length > NAMED ? `${reading().missing.slice(0, NAMED).join(', ')} …` : reading().missing.join(', '))
  return (
    <div class="hand-on">
      <p class="keep-note">{t('keep.hand.scanHelp')}</p>
      <CodeCamera label={t('keep.hand.scan')} blind={t('keep.hand.noCamera')} onCode={take}>
        <div role="status">
          <Show when={reading().count > 0} fallback={<p class="pin-says">{t('keep.hand.looking')}</p>}>
            <p class="pin-says">{t('keep.hand.read', { n: reading().count - reading().missing.length, of: reading().count })}</p>
            <Show when={reading().missing.length > 0}><p class="keep-note">{t('keep.hand.missing', { list: missing() })}</p></Show>
          </Show>
        </div>
        <div class="scan-dots" aria-hidden="true"><For each={Array.from({ length: reading().count })}>{(_, at) => <span data-on={reading().missing.includes(at() + 1) ? undefined : ''} />}</For></div>
      </CodeCamera>
    </div>
  )
}
