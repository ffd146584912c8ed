import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../api/root.ts'

const css = readFileSync(join(projectRoot, 'web/theme.css'), 'utf8')
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]))

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const colour = (name: string, theme: 'light' | 'dark') => {
  const token = tokens.get(name)
  if (!token) throw new Error(`theme.css has no --${name}`)
  return token[theme]
}

const MEANINGS = ['good', 'warn', 'bad', 'neutral', 'severity-0', 'severity-1', 'severity-2', 'severity-3', 'severity-4', 'severity-unknown']
const SURFACES = ['bg', 'surface', 'surface-raised']

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const of = (a: string, b: string) => contrast(colour(a, theme), colour(b, theme))

  test.each(MEANINGS)('lets %s be read on every surface and on its own ground', (name) => {
    for (const surface of [...SURFACES, `${name}-soft`]) expect(of(name, surface), `${name} on ${surface}`).toBeGreaterThanOrEqual(4.5)
  })

  test.each(MEANINGS.filter((name) => name.startsWith('severity')))('lets the mark inside %s be seen', (name) => {
    expect(of('on-severity', name)).toBeGreaterThanOrEqual(4.5)
  })

  test('has body text of 7 to 1 or more, and second text of 4.5', () => {
    for (const surface of [...SURFACES, 'surface-sunken', 'surface-hover']) {
      expect(of('text', surface), surface).toBeGreaterThanOrEqual(7)
      expect(of('text-2', surface), surface).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('lets the accent be read on and as text, and edges of inputs be seen', () => {
    expect(of('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5)
    expect(of('on-accent', 'accent-hover')).toBeGreaterThanOrEqual(4.5)
    for (const surface of [...SURFACES, 'accent-soft']) expect(of('accent-text', surface), surface).toBeGreaterThanOrEqual(4.5)
    for (const surface of SURFACES) {
      expect(of('line-strong', surface), surface).toBeGreaterThanOrEqual(3)
      expect(of('focus', surface), surface).toBeGreaterThanOrEqual(3)
    }
  })

  test('lets names on the map be read on land', () => {
    expect(of('map-label', 'map-home')).toBeGreaterThanOrEqual(7)
    expect(of('map-label-2', 'map-home')).toBeGreaterThanOrEqual(3)
  })
})

describe('the dark theme', () => {
  test('gives next to no light: no surface is brighter than 2 % of white', () => {
    for (const name of [...SURFACES, 'surface-sunken', 'surface-hover', 'map-water', 'map-land', 'map-home', 'map-urban']) expect(luminance(colour(name, 'dark')), name).toBeLessThan(0.02)
  })
})
