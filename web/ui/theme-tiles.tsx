import { createUniqueId, For } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from './icon.tsx'
import { THEME_ICONS } from './switches.tsx'
import { THEMES, type ThemeChoice } from './theme-names.ts'
import { chooseTheme, theme, themeChoice } from './theme.ts'

/** All themes, a tap each and in their own colours; in the dark no bright one shows any. */
export function ThemeTiles() {
  const { t } = useI18n()
  const name = createUniqueId()
  const dark = () => theme() === 'dark' || theme() === 'night'
  const worn = (value: ThemeChoice) => (value === 'auto' || (dark() && (value === 'light' || value === 'sun')) ? undefined : value)
  return (
    <fieldset class="theme-tiles">
      <legend class="visually-hidden">{t('common.theme.label')}</legend>
      <For each={['auto', ...THEMES] as const}>{(value) => (
        <label class="theme-tile" data-theme={worn(value)}>
          <input type="radio" name={name} value={value} checked={themeChoice() === value} onChange={() => chooseTheme(value)} />
          <Icon name={THEME_ICONS[value]} size={24} />
          <span>{t(`common.theme.${value}`)}</span>
        </label>
      )}</For>
    </fieldset>
  )
}
