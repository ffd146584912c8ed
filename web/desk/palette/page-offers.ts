import { chooseLocale, locale } from '../../i18n/dictionary.ts'
import { chooseTheme, themeChoice } from '../../ui/theme.ts'
import type { Offer } from './offers.ts'

/** The pages of the desk, each with the command that leads there. */
export const PAGES = [
  { name: 'desk', href: '/desk' }, { name: 'board', href: '/desk/board' }, { name: 'numbers', href: '/desk/numbers' }, { name: 'situation', href: '/desk/report' },
] as const

/** A page of the desk. */
export type Page = (typeof PAGES)[number]['name']

/** The looks that a page can have: its theme, its language. */
export const lookOffers = (): readonly Offer[] => [
  ...(['auto', 'light', 'dark'] as const).map((theme): Offer => ({ name: 'theme', of: theme, detail: (say) => say(`common.theme.${theme}`), on: themeChoice() === theme, run: () => chooseTheme(theme) })),
  ...(['uk', 'en'] as const).filter((one) => one !== locale()).map((one): Offer => ({ name: 'language', of: one, detail: (say) => say(`common.language.${one}`), run: () => void chooseLocale(one) })),
]
