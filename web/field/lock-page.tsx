import { createResource, createSignal, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { Phone } from '../sync/phone.ts'
import { PIN_DIGITS } from '../sync/vault.ts'
import type { Credential } from '../sync/vault-keys.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { PinPad } from './lock-pad.tsx'
import './keep.css'

const LOOK_MS = 500

/** The page of a locked phone: the PIN, and what waits, which goes on being sent. */
export function LockPage(props: { readonly phone: Phone }) {
  const { t, plural, duration } = useI18n()
  const [busy, setBusy] = createSignal(false)
  const [wrong, setWrong] = createSignal(false)
  const [finger, setFinger] = createSignal<'keep.finger.unlike' | 'keep.finger.refused' | null>(null)
  const [waitMs, setWaitMs] = createSignal(0)
  const [asking, setAsking] = createSignal(false)
  const [waiting, { refetch }] = createResource(async () => (await props.phone.store.outgoing()).length)
  const look = async () => { setWaitMs(await props.phone.vault.waitMs()) }
  const timer = setInterval(() => void look(), LOOK_MS)
  const end = props.phone.onChange(() => void refetch())
  onCleanup(() => {
    clearInterval(timer)
    end()
  })
  void look()

  async function unlock(pin: string) {
    setBusy(true)
    setWrong(false)
    setFinger(null)
    try {
      setWrong((await props.phone.vault.unlock(pin)) === 'wrong')
      await look()
      if (props.phone.vault.isOpen()) props.phone.vaultChanged()
    } finally {
      setBusy(false)
    }
  }
  async function byFinger(credential: Credential) {
    setBusy(true)
    setWrong(false)
    setFinger(null)
    try {
      const { secretBy } = await import('../sync/authenticator.ts')
      if ((await props.phone.vault.unlockBySecret(await secretBy(credential))) === 'wrong') setFinger('keep.finger.unlike')
      else props.phone.vaultChanged()
    } catch (error) {
      console.warn('not opened by the authenticator', error)
      setFinger('keep.finger.refused')
    } finally {
      setBusy(false)
    }
  }
  async function beginAnew() {
    setBusy(true)
    await props.phone.store.giveUp()
    await props.phone.vault.renew()
    props.phone.vaultChanged()
  }
  const says = () => (busy() ? t('keep.pin.working') : waitMs() > 0 ? t('keep.lock.wait', { when: duration(Math.ceil(waitMs() / 1000) * 1000) }) : wrong() ? t('keep.lock.wrong') : t(finger() ?? 'keep.lock.help'))
  return (
    <main class="lock-page">
      <header class="lock-head">
        <Icon name="shield" size={40} />
        <h1>{t('keep.lock.title')}</h1>
        <p>{(waiting.latest ?? 0) > 0 ? plural('keep.lock.waiting', waiting.latest ?? 0) : t('keep.lock.none')}</p>
      </header>
      <Show when={asking()} fallback={
        <>
          <PinPad least={PIN_DIGITS} says={says()} wrong={wrong() || finger() !== null || waitMs() > 0} busy={busy() || waitMs() > 0} action={t('keep.lock.open')} onEnter={(pin) => void unlock(pin)} />
          <Show when={props.phone.vault.authenticator()}>{(lock) => <Button size="l" icon="person" class="lock-finger" busy={busy()} onClick={() => void byFinger(lock())}>{t('keep.finger.open')}</Button>}</Show>
          <Button look="quiet" size="l" onClick={() => setAsking(true)}>{t('keep.lock.forgot')}</Button>
        </>
      }>
        <section class="lock-question" aria-labelledby="forgot">
          <h2 id="forgot">{t('keep.lock.forgotTitle')}</h2>
          <p>{t('keep.lock.forgotHelp')}</p>
          <Button look="danger" size="l" busy={busy()} onClick={() => void beginAnew()}>{t('keep.lock.forgotYes')}</Button>
          <Button size="l" onClick={() => setAsking(false)}>{t('keep.lock.back')}</Button>
        </section>
      </Show>
    </main>
  )
}

/** What a phone says that was withdrawn and has removed all that was on it. */
export function ClearedPage() {
  const { t } = useI18n()
  return (
    <main class="lock-page">
      <header class="lock-head">
        <Icon name="check" size={40} />
        <h1>{t('keep.cleared.title')}</h1>
        <p>{t('keep.cleared.help')}</p>
        <p>{t('keep.cleared.next')}</p>
      </header>
      <a class="button" data-look="secondary" data-size="l" href="/sign-in?to=/field">{t('common.signIn')}</a>
    </main>
  )
}

/** What a tab says that is older than the one that keeps the outbox. */
export function NewerPage() {
  const { t } = useI18n()
  return (
    <main class="lock-page">
      <header class="lock-head">
        <Icon name="sync" size={40} />
        <h1>{t('keep.newer.title')}</h1>
        <p>{t('keep.newer.help')}</p>
      </header>
      <Button look="primary" size="l" onClick={() => location.reload()}>{t('keep.newer.action')}</Button>
    </main>
  )
}
