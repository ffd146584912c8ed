import { createSignal, For, onCleanup, onMount } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import './keep.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const MOST_DIGITS = 12

type Props = {
  readonly least: number
  readonly says: string
  readonly wrong?: boolean
  readonly busy: boolean
  readonly action: string
  readonly onEnter: (pin: string) => void
}

/** Keys for a PIN, large enough for gloves; a keyboard works too. What was entered is never shown, only how much of it. */
export function PinPad(props: Props) {
  const { t } = useI18n()
  const [pin, setPin] = createSignal('')
  const press = (digit: string) => { if (!props.busy && pin().length < MOST_DIGITS) setPin(pin() + digit) }
  const erase = () => setPin(pin().slice(0, -1))
  const enter = () => {
    if (props.busy || pin().length < props.least) return
    props.onEnter(pin())
    setPin('')
  }
  const type = (event: KeyboardEvent) => {
    if (/^\d$/.test(event.key)) press(event.key)
    else if (event.key === 'Backspace') erase()
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) enter()
  }
  onMount(() => addEventListener('keydown', type))
  onCleanup(() => removeEventListener('keydown', type))
  return (
    <div class="pin-pad">
      <p class="pin-says" role="status" data-tone={props.wrong ? 'bad' : undefined}>{props.says}</p>
      <div class="pin-dots" role="img" aria-label={t('keep.lock.entered', { n: pin().length })}>
        <For each={Array.from({ length: Math.max(props.least, pin().length) })}>{(_, at) => <span data-on={at() < pin().length ? '' : undefined} />}</For>
      </div>
      <div class="pin-keys">
        <For each={KEYS}>{(digit) => <button type="button" aria-label={t('keep.lock.digit', { n: digit })} onClick={() => press(digit)}>{digit}</button>}</For>
        <button type="button" class="pin-small" aria-label={t('keep.lock.erase')} onClick={erase}><Icon name="close" size={26} /></button>
        <button type="button" aria-label={t('keep.lock.digit', { n: '0' })} onClick={() => press('0')}>0</button>
        <button type="button" class="pin-open" aria-label={props.action} disabled={props.busy || pin().length < props.least} onClick={enter}><Icon name={props.busy ? 'sync' : 'check'} size={28} /></button>
      </div>
    </div>
  )
}
