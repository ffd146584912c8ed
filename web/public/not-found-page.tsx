import { onMount } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { AppShell } from '../ui/app-shell.tsx'
import { EmptyState } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'

/** What stands at an address that leads nowhere: that it does, why that may be, and the ways back. */
export function NotFoundPage() {
  const { t } = useI18n()
  onMount(() => { document.title = `${t('common.notFound')} · ${t('common.name')}` })
  return (
    <AppShell lead={<h1 class="visually-hidden">{t('common.notFound')}</h1>} tools={<><LanguageSwitch /><ThemeSwitch /></>}>
      <EmptyState under="h1" icon="question" title={t('common.notFound')} actions={
        <>{history.length > 1 && <button type="button" class="button" data-look="secondary" onClick={() => history.back()}>{t('common.action.back')}</button>}<a class="button" data-look="primary" href="/">{t('common.home')}</a></>
      }>{t('common.notFoundHelp')}</EmptyState>
    </AppShell>
  )
}
