import { createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { makeEye, ownDetector, squareOf } from './code-eye.ts'
import './keep.css'

const LOOK_MS = 120

type Props = {
  readonly label: string
  /** Takes the text of a code; true when nothing more is to be read. The same code comes again for as long as it is seen. */
  readonly onCode: (text: string) => boolean | Promise<boolean>
  /** What is said where the camera cannot be used. */
  readonly blind: JSX.Element
  /** What is said under the picture. */
  readonly children?: JSX.Element
}

/** Looks for codes through the camera until there are enough; the camera rests as soon as it is not looked through. */
export function CodeCamera(props: Props) {
  const [blind, setBlind] = createSignal(false)
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
  async function look(eye: ReturnType<typeof makeEye>) {
    const picture = squareOf(video, canvas)
    const text = picture && await eye(picture)
    if (over) return
    if (text && await props.onCode(text)) return end()
    if (!over) timer = setTimeout(() => void look(eye), LOOK_MS)
  }
  onMount(async () => {
    try {
      const eye = makeEye(await ownDetector(), async () => (await import('qr/decode.js')).decodeQR)
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false })
      if (over) return end()
      video.srcObject = stream
      await video.play()
      void look(eye)
    } catch (error) {
      if (over) return
      console.warn('no camera', error)
      setBlind(true)
    }
  })
  onCleanup(end)
  return (
    <Show when={!blind()} fallback={<p class="hand-on-says" data-tone="bad" role="alert">{props.blind}</p>}>
      <div class="scan-view"><video ref={video} muted playsinline aria-label={props.label} /></div>
      {props.children}
    </Show>
  )
}
