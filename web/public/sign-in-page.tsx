import { createResource, Show } from 'solid-js'
import { about } from '../../geo/access/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { AppShell } from '../ui/app-shell.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { DemoRoles } from './demo-roles.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './start.css'

/** Where a person says who they are; a demonstration offers its roles beside the form. */
export function SignInPage() {
  const { t } = useI18n()
  const [server] = createResource(async () => call(about, {}))
  return (
    <AppShell tools={<><LanguageSwitch /><ThemeSwitch /></>}>
      <div class="sign-in-page">
        <h1 class="visually-hidden">{t('start.form.title')}</h1>
        <SignInForm />
        <Show when={server.state === 'ready' && server()?.demo && server()?.accounts}>{(accounts) => <DemoRoles accounts={accounts()} />}</Show>
      </div>
    </AppShell>
  )
}
