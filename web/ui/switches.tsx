import { useI18n } from '../i18n/i18n.tsx'
import { Segmented } from './segmented.tsx'
import type { Theme } from './theme-names.ts'
import { chooseTheme, theme, themeChoice } from './theme.ts'

/** The picture of each theme. */
export const THEME_ICONS = { auto: 'device', light: 'sun', dark: 'moon', sun: 'bright', night: 'night' } as const

/** Light, dark, or as the device: kept on this device. A theme of the field is offered where it was chosen, so that it can be left. */
export function ThemeSwitch() {
  const { t } = useI18n()
  const fields = (): readonly Theme[] => (theme() === 'sun' || theme() === 'night' ? [theme()] : [])
  return (
    <Segmented
      label={t('common.theme.label')} pictures value={themeChoice()} onChange={chooseTheme}
      choices={[
        ...(['auto', 'light', 'dark'] as const), ...fields(),
      ].map((value) => ({ value, label: t(`common.theme.${value}`), icon: THEME_ICONS[value] }))}
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
