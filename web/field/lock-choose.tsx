import { createSignal, Match, Show, Switch } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { settle } from '../offline/calm.ts'
import { PIN_DIGITS } from '../sync/vault.ts'
import { Button } from '../ui/button.tsx'
import { useField } from './field-state.ts'
import { LockFinger } from './lock-finger.tsx'
import { PinPad } from './lock-pad.tsx'
import './keep.css'

/** Chooses a PIN, says what it is good for, or does away with it. */
export function LockChoose(props: { readonly onDone: () => void }) {
  const { t } = useI18n()
  const { phone, holder } = useField()
  const [first, setFirst] = createSignal('')
  const [unlike, setUnlike] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const guard = () => phone.vault.guard()

  async function enter(pin: string) {
    setUnlike(false)
    if (first() === '') return setFirst(pin)
    if (pin !== first()) {
      setFirst('')
      return setUnlike(true)
    }
    setBusy(true)
    await phone.vault.choosePin(pin)
    props.onDone()
  }
  async function lockNow() {
    await settle()
    props.onDone() // it must not stand open after the phone was opened again
    phone.vault.lock()
    phone.vaultChanged()
  }
  const says = () => (busy() ? t('keep.pin.working') : unlike() ? t('keep.pin.unlike') : first() === '' ? t('keep.pin.choose', { n: PIN_DIGITS }) : t('keep.pin.again'))
  return (
    <div class="hand-on">
      <Switch>
        <Match when={guard() === 'pin'}>
          <p>{t('keep.pin.set')}</p>
          <Button size="l" look="primary" icon="shield" onClick={() => void lockNow()}>{t('keep.pin.now')}</Button>
          <LockFinger />
          <Button size="l" icon="close" busy={busy()} onClick={() => void phone.vault.dropPin().then(props.onDone)}>{t('keep.pin.drop')}</Button>
        </Match>
        {/* Before there is a key to seal to, what waits lies open beside the vault; a PIN would promise what it does not hold. */}
        <Match when={holder().me === null}><p>{t('keep.pin.signFirst')}</p></Match>
        <Match when={guard() === 'browser'}>
          <Show when={first() === '' && !unlike()}><p class="keep-note">{t('keep.pin.guards')}</p></Show>
          <PinPad least={PIN_DIGITS} says={says()} wrong={unlike()} busy={busy()} action={t('keep.pin.next')} onEnter={(pin) => void enter(pin)} />
        </Match>
      </Switch>
    </div>
  )
}
