/** The themes: two for a desk or a phone, and two for the field: the brightest sun, and a night in which no light may show. */
export const THEMES = ['light', 'dark', 'sun', 'night'] as const
/** One of the themes. */
export type Theme = (typeof THEMES)[number]
/** What the user chose: a theme, or to follow the device. */
export type ThemeChoice = Theme | 'auto'

/** Where the choice is kept on the device. */
export const STORED = 'vidnova.theme'
/** The colour of the device's own bars beside each theme: its `--bg` in `theme.css` and `themes.css`. */
export const BAR_COLOURS: Readonly<Record<Theme, string>> = { light: '#f3f4f7', dark: '#07090c', sun: '#ffffff', night: '#000000' }

/** The choice that was kept, or to follow the device when none was. */
export const choiceOf = (kept: string | null): ThemeChoice => THEMES.find((theme) => theme === kept) ?? 'auto'

/** Puts a choice on a page: its colours, and those of the bars around it. */
export function putOn(page: Document, choice: ThemeChoice): void {
  if (choice === 'auto') delete page.documentElement.dataset['theme']
  else page.documentElement.dataset['theme'] = choice
  for (const bar of page.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    bar.content = BAR_COLOURS[choice === 'auto' ? (bar.media.includes('dark') ? 'dark' : 'light') : choice]
  }
}
