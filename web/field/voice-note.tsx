import { createSignal, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'

type Heard = { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>; readonly resultIndex: number }
type Listener = {
  lang: string; continuous: boolean; interimResults: boolean
  onresult: ((heard: Heard) => void) | null; onend: (() => void) | null; onerror: ((event: { readonly error: string }) => void) | null
  start(): void; stop(): void; abort(): void
}
type Hearing = { readonly SpeechRecognition?: new () => Listener; readonly webkitSpeechRecognition?: new () => Listener }

const listenerOf = () => (globalThis as Hearing).SpeechRecognition ?? (globalThis as Hearing).webkitSpeechRecognition

/** Speaking instead of typing, where the phone can listen; it says before the first word who may hear it. */
export function VoiceNote(props: { readonly onWords: (words: string) => void }) {
  const { t, locale } = useI18n()
  const [listening, setListening] = createSignal(false)
  const [trouble, setTrouble] = createSignal(false)
  let listener: Listener | undefined
  onCleanup(() => listener?.abort())

  function press() {
    if (listening()) return listener?.stop()
    const Made = listenerOf()
    if (Made === undefined) return
    listener = new Made()
    listener.lang = locale() === 'uk' ? 'uk-UA' : 'en-GB'
    listener.continuous = true
    listener.interimResults = false
    listener.onresult = ({ results, resultIndex }) => {
      for (let n = resultIndex; n < results.length; n += 1) if (results[n]?.isFinal) props.onWords(results[n]?.[0]?.transcript.trim() ?? '')
    }
    listener.onend = () => setListening(false)
    listener.onerror = ({ error }) => setTrouble(error !== 'aborted' && error !== 'no-speech')
    setTrouble(false)
    setListening(true)
    listener.start()
  }
  return (
    <Show when={listenerOf()}>
      <div class="voice-note">
        <Button size="l" icon={listening() ? 'stop' : 'microphone'} aria-pressed={listening()} onClick={press}>{listening() ? t('work.voice.stop') : t('work.voice.start')}</Button>
        <p class="field-hint">{t('work.voice.who')}</p>
        <p class="photo-failed" role="alert"><Show when={trouble()}>{t('work.voice.trouble')}</Show></p>
      </div>
    </Show>
  )
}
