import { useI18n } from '../i18n/i18n.tsx'
import { Segmented } from './segmented.tsx'
import { chooseTheme, themeChoice } from './theme.ts'

/** Light, dark, or as the device: kept on this device. */
export function ThemeSwitch() {
  const { t } = useI18n()
  return (
    <Segmented
      label={t('common.theme.label')} pictures value={themeChoice()} onChange={chooseTheme}
      choices={[
        { value: 'auto', label: t('common.theme.auto'), icon: 'device' },
        { value: 'light', label: t('common.theme.light'), icon: 'sun' },
        { value: 'dark', label: t('common.theme.dark'), icon: 'moon' },
      ]}
    />
  )
}

/** Ukrainian or English: kept on this device. */
export function LanguageSwitch() {
  const { t, locale, setLocale } = useI18n()
  return (
    <Segmented
      label={t('common.language.label')} value={locale()} onChange={(next) => void setLocale(next)}
      choices={[{ value: 'uk', label: 'УКР' }, { value: 'en', label: 'ENG' }]}
    />
  )
}
