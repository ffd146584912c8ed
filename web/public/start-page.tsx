import { createResource, For, Show } from 'solid-js'
import { about } from '../../geo/access/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { AppShell } from '../ui/app-shell.tsx'
import { Skeleton } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { DemoRoles } from './demo-roles.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { StartMap } from './start-map.tsx'
import './start.css'

/** The first page: what Vidnova is, and the way in. */
export function StartPage() {
  const { t } = useI18n()
  const [server, { refetch }] = createResource(async () => call(about, {}))
  const said = () => (server.state === 'ready' ? server() : undefined)
  return (
    <AppShell tools={<><LanguageSwitch /><ThemeSwitch /></>}>
      <div class="start-page">
        <div class="start-hero">
          <div class="start-words">
            <h1>{t('start.title')}</h1>
            <p class="start-lead">{t('start.lead')}</p>
          </div>
          <div class="start-picture"><StartMap /></div>
          <div class="start-doors">
            <Show when={server.state !== 'errored'} fallback={<p class="form-failure" role="alert">{t('start.offline')} <button type="button" class="button" data-look="secondary" onClick={() => void refetch()}>{t('common.action.retry')}</button></p>}>
              <Show when={said()} fallback={<Skeleton lines={4} tall />}>{(server) => (
                <Show when={server().demo && server().accounts.length > 0} fallback={<SignInForm />}>
                  <DemoRoles accounts={server().accounts} />
                </Show>
              )}</Show>
            </Show>
          </div>
        </div>
        <ol class="start-steps">
          <For each={['see', 'rank', 'restore'] as const}>{(step) => <li><h2>{t(`start.steps.${step}`)}</h2><p>{t(`start.steps.${step}Text`)}</p></li>}</For>
        </ol>
        <footer class="start-foot">
          <p>{t('start.open')}</p>
          <nav>
            <a href="/api/docs" rel="external" target="_self">{t('start.docs')}</a>
            <a href="/ogc" rel="external" target="_self">{t('start.feed')}</a>
            <Show when={said()?.demo}><a href="/sign-in">{t('start.signIn')}</a></Show>
          </nav>
          <Show when={(said()?.attribution.length ?? 0) > 0}><p class="start-sources">{t('start.sources')}: {said()?.attribution.join(' · ')}</p></Show>
        </footer>
      </div>
    </AppShell>
  )
}
