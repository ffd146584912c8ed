import { createSignal, For, Match, onMount, Show, Switch } from 'solid-js'
import { PASSWORD_LENGTH } from '../../geo/access/people.ts'
import { changePassword } from '../../geo/access/people-contract.ts'
import { call } from '../call.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { endSession } from '../session.ts'
import { problemOf } from '../store/loading.ts'
import { createMe } from '../store/me.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { EmptyState, Wait } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { useToast } from '../ui/toast.tsx'
import { screenOf } from './destinations.ts'
import './account.css'

const WORDS: Readonly<Record<string, Key>> = { 'wrong-credentials': 'start.account.wrong', 'too-many-requests': 'start.tooMany', unreachable: 'start.offline' }

function PasswordForm() {
  const { t } = useI18n()
  const toast = useToast()
  const [present, setPresent] = createSignal('')
  const [next, setNext] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal('')

  async function change() {
    setBusy(true)
    setFailure('')
    try {
      await call(changePassword, { body: { present: present(), password: next() } })
      setPresent('')
      setNext('')
      toast({ tone: 'good', text: t('start.account.changed') })
    } catch (error) {
      setFailure(t(WORDS[problemOf(error)] ?? 'start.account.refused'))
    }
    setBusy(false)
  }
  return (
    <form class="account-form" aria-labelledby="account-password" onSubmit={(event) => { event.preventDefault(); void change() }}>
      <h2 id="account-password">{t('start.account.password')}</h2>
      <TextField label={t('start.account.present')} type="password" autocomplete="current-password" required maxlength={200} value={present()} onInput={(event) => setPresent(event.currentTarget.value)} />
      <TextField label={t('start.account.next')} hint={t('start.account.nextHint')} type="password" autocomplete="new-password" required minlength={PASSWORD_LENGTH} maxlength={200} value={next()} onInput={(event) => setNext(event.currentTarget.value)} />
      <p class="form-failure" role="alert">{failure()}</p>
      <div><Button type="submit" look="primary" busy={busy()}>{t('start.account.change')}</Button></div>
    </form>
  )
}

/** Who is signed in, with what roles, and their password: for everyone with an account. */
export function AccountPage() {
  const { t, locale } = useI18n()
  const me = createMe()
  onMount(() => {
    document.title = `${t('start.account.title')} · ${t('common.name')}`
    void me.refresh()
  })
  async function signOut() {
    if (await endSession()) location.assign('/')
  }
  return (
    <AppShell tools={<><LanguageSwitch /><ThemeSwitch /></>}>
      <Switch fallback={<Wait />}>
        <Match when={me.state.me}>{(known) => (
          <div class="account-page">
            <header>
              <h1>{known().name}</h1>
              <ul class="account-roles">
                <For each={known().grants}>{(grant) => <li>{[t(`codes.role.${grant.role}`), grant.crewName, grant.area === null ? null : grant.areaNames[locale()] ?? grant.areaNames.uk ?? grant.areaNames.en].filter(Boolean).join(' · ')}</li>}</For>
              </ul>
              <div class="account-doors">
                <Show when={known().grants[0]}>{(grant) => <a class="button" data-look="secondary" href={`/${screenOf(grant().role)}`}>{t('start.account.back')}</a>}</Show>
                <Button icon="sign_out" onClick={() => void signOut()}>{t('common.signOut')}</Button>
              </div>
            </header>
            <PasswordForm />
          </div>
        )}</Match>
        <Match when={me.state.problem === 'not-signed-in'}>
          <EmptyState icon="person" title={t('start.account.signedOut')} actions={<a class="button" data-look="primary" href="/sign-in?to=/account">{t('common.signIn')}</a>} />
        </Match>
        <Match when={me.state.phase === 'failed'}><EmptyState icon="offline" title={t('common.failed')} actions={<Button icon="sync" onClick={() => void me.refresh()}>{t('common.action.retry')}</Button>}>{t('start.offline')}</EmptyState></Match>
      </Switch>
    </AppShell>
  )
}
