import { createSignal } from 'solid-js'
import { getMe } from '../../geo/access/contract.ts'
import { call } from '../call.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { beginSession } from '../session.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { askedFor, screenOf } from './destinations.ts'

/** E-mail and password; goes where the person was on the way to, else to the screen of their first role. */
export function SignInForm() {
  const { t } = useI18n()
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<Key | null>(null)

  async function enter() {
    setBusy(true)
    setFailure(null)
    const outcome = await beginSession(email().trim(), password())
    if (outcome === 'in') {
      const me = await call(getMe, {}).catch((error: unknown) => {
        console.warn('signed in, but who is not known yet', error)
        return null
      })
      return location.assign(askedFor(location.search) ?? `/${screenOf(me?.grants[0]?.role ?? 'dispatcher')}`)
    }
    setBusy(false)
    setFailure(outcome === 'refused' ? 'start.form.wrong' : outcome === 'too-many' ? 'start.tooMany' : 'start.offline')
  }
  return (
    <form class="sign-in-form" onSubmit={(event) => { event.preventDefault(); void enter() }}>
      <h2>{t('start.form.title')}</h2>
      <TextField label={t('start.form.email')} type="email" autocomplete="username" required value={email()} onInput={(event) => setEmail(event.currentTarget.value)} />
      <TextField label={t('start.form.password')} type="password" autocomplete="current-password" required value={password()} onInput={(event) => setPassword(event.currentTarget.value)} />
      <p class="form-failure" role="alert">{(() => { const key = failure(); return key ? t(key) : '' })()}</p>
      <Button type="submit" look="primary" size="l" busy={busy()}>{t('start.form.go')}</Button>
      <p class="field-hint">{t('start.form.help')}</p>
    </form>
  )
}
