import { createUniqueId } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from './icon.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'
import './settings-menu.css'

/** Theme and language behind one button, where a phone has no room for both. */
export function SettingsMenu() {
  const { t } = useI18n()
  const id = createUniqueId()
  return (
    <>
      <button type="button" class="button icon-button" data-look="quiet" data-size="m" popovertarget={id} aria-label={t('common.settings')} title={t('common.settings')}><Icon name="language" /></button>
      <div class="settings-menu" id={id} popover="auto" role="group" aria-label={t('common.settings')}>
        <span>{t('common.language.label')}</span><LanguageSwitch />
        <span>{t('common.theme.label')}</span><ThemeSwitch />
      </div>
    </>
  )
}
