import { decodeQR } from 'qr/decode.js'
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { makeCodeReader, type Reading } from '../sync/hand-on-codes.ts'
import type { HandedOn } from '../sync/hand-on.ts'
import './keep.css'

const LOOK_MS = 120
const SIDE_PX = 480
const NAMED = 8 // of the missing

/** What the camera sees, as a square of grey enough for a code; null before it sees anything. */
function pictureOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const side = Math.min(video.videoWidth, video.videoHeight)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (side === 0 || context === null) return null
  canvas.width = canvas.height = Math.min(side, SIDE_PX)
  context.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** Reads another phone's codes with the camera, and shows which are missing. */
export function HandOnScan(props: { readonly onRead: (handed: HandedOn) => void; readonly onFault: (error: unknown) => void }) {
  const { t } = useI18n()
  const [reading, setReading] = createSignal<Reading>({ count: 0, missing: [] })
  const [blind, setBlind] = createSignal(false)
  const reader = makeCodeReader()
  const canvas = document.createElement('canvas')
  let video!: HTMLVideoElement
  let stream: MediaStream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  function end() {
    over = true
    clearTimeout(timer)
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  async function look() {
    const picture = pictureOf(video, canvas)
    try {
      if (picture && reader.add(decodeQR(picture))) setReading(reader.reading())
    } catch {
      // no code in this picture: the next may have one
    }
    const { count, missing } = reading()
    if (over) return
    if (count === 0 || missing.length > 0) {
      timer = setTimeout(() => void look(), LOOK_MS)
      return
    }
    end()
    await reader.done().then(props.onRead, props.onFault)
  }
  onMount(async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false })
      if (over) return end()
      video.srcObject = stream
      await video.play()
      void look()
    } catch (error) {
      console.warn('no camera', error)
      setBlind(true)
    }
  })
  onCleanup(end)
  const missing = () => (reading().missing.length > NAMED ? `${reading().missing.slice(0, NAMED).join(', ')} …` : reading().missing.join(', '))
  return (
    <div class="hand-on">
      <p class="keep-note">{t('keep.hand.scanHelp')}</p>
      <Show when={!blind()} fallback={<p class="hand-on-says" data-tone="bad" role="alert">{t('keep.hand.noCamera')}</p>}>
        <div class="scan-view"><video ref={video} muted playsinline aria-label={t('keep.hand.scan')} /></div>
        <div role="status">
          <Show when={reading().count > 0} fallback={<p class="pin-says">{t('keep.hand.looking')}</p>}>
            <p class="pin-says">{t('keep.hand.read', { n: reading().count - reading().missing.length, of: reading().count })}</p>
            <Show when={reading().missing.length > 0}><p class="keep-note">{t('keep.hand.missing', { list: missing() })}</p></Show>
          </Show>
        </div>
        <div class="scan-dots" aria-hidden="true"><For each={Array.from({ length: reading().count })}>{(_, at) => <span data-on={reading().missing.includes(at() + 1) ? undefined : ''} />}</For></div>
      </Show>
    </div>
  )
}
