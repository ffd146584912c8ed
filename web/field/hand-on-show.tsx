import { encodeQR } from 'qr'
import { createMemo, createResource, createSignal, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { packCodes } from '../sync/hand-on-codes.ts'
import { Button } from '../ui/button.tsx'
import { Wait } from '../ui/states.tsx'
import { useField } from './field-state.ts'
import './keep.css'

const PACES_MS = [1500, 700, 400, 250] as const
const MARGIN = 4 // dots of white around, which readers look for

/** The dark dots of a code as one path. */
function pathOf(text: string): { readonly size: number; readonly path: string } {
  const dots = encodeQR(text, 'raw', { encoding: 'alphanumeric', ecc: 'medium', border: MARGIN, scale: 1 })
  const path = dots.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size: dots.length, path }
}

/** What waits as a series of codes, one after the other, over and over. */
export function HandOnShow(props: { readonly onDone: () => void }) {
  const { t } = useI18n()
  const { phone } = useField()
  const [codes] = createResource(() => packCodes(phone.store, phone.device))
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
    return code === undefined ? null : pathOf(code)
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
