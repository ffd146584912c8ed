import { useLocation } from '@solidjs/router'
import { createEffect, For, Match, onMount, Show, Switch, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { DESK_READERS, type Role } from '../../geo/access/roles.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { endSession } from '../session.ts'
import { createMe } from '../store/me.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { SettingsMenu } from '../ui/settings-menu.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { AdminProvider, useAdmin } from './admin-context.tsx'
import { CrewsSection } from './crews-section.tsx'
import { DevicesSection } from './devices-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { PeopleSection } from './people-section.tsx'
import './admin.css'

const SECTIONS = [
  { name: 'people', icon: 'person', roles: ['admin'], show: PeopleSection },
  { name: 'crews', icon: 'crew', roles: ['admin', 'authority'], show: CrewsSection },
  { name: 'keys', icon: 'external', roles: ['admin', 'authority'], show: KeysSection },
  { name: 'devices', icon: 'device', roles: ['admin'], show: DevicesSection },
] as const satisfies readonly { readonly roles: readonly Role[]; readonly [key: string]: unknown }[]
const SERVED: readonly Role[] = ['admin', 'authority']

async function signOut() {
  if (await endSession()) location.assign('/')
}

function Room() {
  const { t } = useI18n()
  const admin = useAdmin()
  const place = useLocation()
  const sections = () => SECTIONS.filter((section) => admin.me.holds(section.roles))
  const shown = () => sections().find((section) => place.pathname === `/admin/${section.name}`) ?? sections()[0]!
  createEffect(() => { document.title = `${t(`admin.section.${shown().name}`)} · ${t('common.name')}` })
  return (
    <div class="admin">
      <nav class="admin-nav" aria-label={t('admin.title')}>
        <For each={sections()}>{(section) => (
          <a href={`/admin/${section.name}`} aria-current={shown().name === section.name ? 'page' : undefined}><Icon name={section.icon} size={18} />{t(`admin.section.${section.name}`)}</a>
        )}</For>
      </nav>
      <div class="admin-room">
        <Dynamic component={shown().show} />
      </div>
    </div>
  )
}

/** Administration: people, organisations and crews, feed keys, phones. */
export function AdminPage() {
  const { t } = useI18n()
  const me = createMe()
  onMount(() => void me.refresh())
  const Frame = (props: { readonly children: JSX.Element }) => (
    <AppShell lead={<h1>{t('admin.title')}</h1>} tools={
      <>
        <Show when={me.holds(DESK_READERS)}><a class="button" data-look="quiet" data-size="s" href="/desk">{t('admin.toDesk')}</a></Show>
        <SettingsMenu />
        <Show when={me.state.me}>{(known) => (
          <>
            <a class="button icon-button" data-look="quiet" data-size="m" href="/account" aria-label={t('admin.account', { name: known().name })} title={t('admin.account', { name: known().name })}><Icon name="person" /></a>
            <IconButton icon="sign_out" label={t('common.signOut')} onClick={() => void signOut()} />
          </>
        )}</Show>
      </>
    }>{props.children}</AppShell>
  )
  return (
    <Frame>
      <Switch fallback={<Skeleton lines={4} tall />}>
        <Match when={me.state.me !== null && me.holds(SERVED)}><AdminProvider me={me}><Room /></AdminProvider></Match>
        <Match when={me.state.me !== null}><EmptyState icon="person" title={t('admin.noRole')} actions={<a class="button" data-look="primary" href="/">{t('common.home')}</a>}>{t('admin.noRoleText')}</EmptyState></Match>
        <Match when={me.state.problem === 'not-signed-in'}><EmptyState icon="person" title={t('admin.signedOut')} actions={<a class="button" data-look="primary" href="/sign-in?to=/admin">{t('common.signIn')}</a>}>{t('admin.signedOutText')}</EmptyState></Match>
        <Match when={me.state.phase === 'failed'}><EmptyState icon="offline" title={t('common.failed')} actions={<Button look="primary" icon="sync" onClick={() => void me.refresh()}>{t('common.action.retry')}</Button>}>{t('admin.problem.unreachable')}</EmptyState></Match>
      </Switch>
    </Frame>
  )
}
