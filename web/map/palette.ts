import { createMemo, type Accessor } from 'solid-js'
import type { Theme } from '../ui/theme-names.ts'
import { theme } from '../ui/theme.ts'

/** The colour of a token of `theme.css`, as `map-water`, in the theme on the screen. `key` differs between themes. */
export type Palette = { readonly key: Theme; readonly of: (token: string) => string }

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
  return { key, of: (token) => known.get(token) ?? read(token) }
}

/** The colours for canvas drawing; new when the theme changes. */
export const createPalette = (): Accessor<Palette> => createMemo(() => makePalette(theme()))
