import { createMemo, type Accessor } from 'solid-js'
import type { Theme } from '../ui/theme-names.ts'
import { theme } from '../ui/theme.ts'

/** The colour of a token of `theme.css`, as `map-water`, in the theme on the screen; `faded` lets so much of it through, 0 to 1. `key` differs between themes. */
export type Palette = { readonly key: Theme; readonly of: (token: string) => string; readonly faded: (token: string, alpha: number) => string }

function makePalette(key: Theme): Palette {
  const known = new Map<string, string>()
  // a canvas knows no custom properties: a hidden element resolves them, light-dark() included
  const read = (token: string) => {
    const probe = document.createElement('span')
    probe.style.color = `var(--${token})`
    document.body.append(probe)
    const colour = getComputedStyle(probe).color
    probe.remove()
    known.set(token, colour)
    return colour
  }
  const of = (token: string) => known.get(token) ?? read(token)
  return { key, of, faded: (token, alpha) => of(token).replace('rgb(', 'rgba(').replace(')', `, ${alpha})`) }
}

/** The colours for canvas drawing; new when the theme changes. */
export const createPalette = (): Accessor<Palette> => createMemo(() => makePalette(theme()))
