import { createResource, createSignal, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { AuthenticatorError, makeAuthenticator, mayAuthenticate } from '../sync/authenticator.ts'
import { Button } from '../ui/button.tsx'
import { useField } from './field-state.ts'

/** Has the phone's own lock open the vault beside the PIN, or no longer; nothing where the phone has none that can. */
export function LockFinger() {
  const { t } = useI18n()
  const { phone, holder } = useField()
  const [able] = createResource(mayAuthenticate)
  const [has, setHas] = createSignal(phone.vault.authenticator() !== null)
  const [busy, setBusy] = createSignal(false)
  const [says, setSays] = createSignal('')

  async function within(work: () => Promise<void>) {
    setBusy(true)
    setSays('')
    try {
      await work()
    } catch (error) {
      if (!(error instanceof AuthenticatorError)) reportError(error)
      setSays(t(error instanceof AuthenticatorError && error.fault === 'no-secret' ? 'keep.finger.noSecret' : 'keep.finger.failed'))
    }
    setHas(phone.vault.authenticator() !== null)
    setBusy(false)
  }
  const add = () => within(async () => {
    const { credential, secret } = await makeAuthenticator(holder().me?.name ?? t('common.name'))
    await phone.vault.addAuthenticator(credential, secret)
  })
  return (
    <Show when={has() || able.latest}>
      <p class="keep-note">{t('keep.finger.help')}</p>
      <Show when={says()}><p class="hand-on-says" role="alert" data-tone="bad">{says()}</p></Show>
      <Show when={has()} fallback={<Button size="l" icon="person" class="finger-set" busy={busy()} onClick={() => void add()}>{t('keep.finger.set')}</Button>}>
        <Button size="l" icon="close" class="finger-drop" busy={busy()} onClick={() => void within(() => phone.vault.dropAuthenticator())}>{t('keep.finger.drop')}</Button>
      </Show>
    </Show>
  )
}
