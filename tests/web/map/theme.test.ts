import { describe, expect, test } from 'vitest'
import { BAR_COLOURS, THEMES } from '../../../web/ui/theme-names.ts'
import { colour, colours, contrast, luminance } from '../colours.ts'

const MEANINGS = ['good', 'warn', 'bad', 'neutral', 'severity-0', 'severity-1', 'severity-2', 'severity-3', 'severity-4', 'severity-unknown']
const SURFACES = ['bg', 'surface', 'surface-raised']

describe.each(THEMES)('the %s theme', (theme) => {
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

const LARGE = [...SURFACES, 'surface-sunken', 'surface-hover', 'map-water', 'map-land', 'map-home', 'map-urban']

describe.each(['dark', 'night'] as const)('the %s theme', (theme) => {
  test('gives next to no light: no surface is brighter than 2 % of white', () => {
    for (const name of LARGE) expect(luminance(colour(name, theme)), name).toBeLessThan(0.02)
  })
})

describe('the theme for a night without light', () => {
  test('has only red and what lies next to it: no colour of it has more green than red, or more blue than 60 % of red', () => {
    const parts = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
    const bluish = [...colours('night')].filter(([, hex]) => {
      const [red, green, blue] = parts(hex)
      return green > red || blue > red * 0.6
    })
    expect(bluish).toEqual([])
  })

  test('sets every colour itself: none of the dark theme is left', () => {
    const own = colours('night')
    expect([...colours('dark').keys()].filter((name) => !own.has(name))).toEqual([])
  })
})

describe('the bars of the device', () => {
  test.each(THEMES)('have the ground of the %s theme', (theme) => {
    expect(BAR_COLOURS[theme]).toBe(colour('bg', theme))
  })
})
