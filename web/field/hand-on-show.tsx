import { createMemo, createResource, createSignal, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { Chosen } from '../sync/hand-on.ts'
import { packCodes } from '../sync/hand-on-codes.ts'
import { Button } from '../ui/button.tsx'
import { qrPath } from '../ui/qr-path.ts'
import { Wait } from '../ui/states.tsx'
import { useField } from './field-state.ts'
import './keep.css'

const PACES_MS = [1500, 700, 400, 250] as const

/** What was chosen of what waits, as a series of codes, one after the other, over and over. */
export function HandOnShow(props: { readonly chosen: Chosen; readonly onDone: () => void }) {
  const { t } = useI18n()
  const { phone } = useField()
  const [codes] = createResource(() => packCodes(phone.store, phone.device, props.chosen))
  const [at, setAt] = createSignal(0)
  const [pace, setPace] = createSignal(1)
  let timer: ReturnType<typeof setTimeout>
  const next = () => {
    timer = setTimeout(next, PACES_MS[pace()])
    const count = codes.latest?.length ?? 0
    if (count > 0) setAt((now) => (now + 1) % count)
  }
  timer = setTimeout(next, PACES_MS[1])
  onCleanup(() => clearTimeout(timer))
  const shown = createMemo(() => {
    const code = codes.latest?.[at()]
    return code === undefined ? null : qrPath(code, 'alphanumeric')
  })
  return (
    <div class="hand-on">
      <p class="keep-note">{t('keep.hand.showHelp')}</p>
      <Show when={shown()} fallback={<Wait />}>{(code) => (
        <>
          <svg class="code-frame" viewBox={`0 0 ${code().size} ${code().size}`} shape-rendering="crispEdges" role="img" aria-label={t('keep.hand.code', { n: at() + 1, of: codes.latest?.length ?? 0 })} data-code={codes.latest?.[at()]}><path d={code().path} /></svg>
          <p class="pin-says">{t('keep.hand.code', { n: at() + 1, of: codes.latest?.length ?? 0 })}</p>
        </>
      )}</Show>
      <div class="code-pace">
        <Button size="l" disabled={pace() === 0} onClick={() => setPace(pace() - 1)}>{t('keep.hand.slower')}</Button>
        <Button size="l" disabled={pace() === PACES_MS.length - 1} onClick={() => setPace(pace() + 1)}>{t('keep.hand.faster')}</Button>
      </div>
      <Button size="l" look="primary" icon="check" onClick={() => props.onDone()}>{t('keep.hand.stop')}</Button>
    </div>
  )
}
