import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../api/root.ts'
import type { Theme } from '../../web/ui/theme-names.ts'

const read = (path: string) => readFileSync(join(projectRoot, 'web', path), 'utf8')

type Pairs = ReadonlyMap<string, { readonly light: string; readonly dark: string }>

const pairsIn = (css: string): Pairs =>
  new Map([...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]))

const base = pairsIn(read('theme.css'))
const crew = pairsIn(read('field/field-colours.css'))

function rulesOf(theme: 'sun' | 'night'): ReadonlyMap<string, string> {
  const [, rules = ''] = new RegExp(`\\n\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(read('themes.css')) ?? []
  return new Map([...rules.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]))
}

const fields = { sun: rulesOf('sun'), night: rulesOf('night') }

/** The colours that a theme sets itself, by token. */
export const colours = (theme: Theme): ReadonlyMap<string, string> =>
  theme === 'light' || theme === 'dark' ? new Map([...base].map(([name, pair]) => [name, pair[theme]])) : fields[theme]

/** What a token is in a theme, as `#rrggbb`; `on` the crew's page, which has some of its own. Throws when no rule gives it. */
export function colour(name: string, theme: Theme, on: 'any' | 'crew' = 'any'): string {
  const own = theme === 'light' || theme === 'dark' ? (on === 'crew' ? crew.get(name)?.[theme] : undefined) : fields[theme].get(name)
  const found = own ?? base.get(name)?.[theme === 'sun' ? 'light' : theme === 'night' ? 'dark' : theme]
  if (found === undefined) throw new Error(`no theme has --${name}`)
  return found
}

/** Relative luminance by WCAG 2.2. */
export function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}
