import { describe, expect, test } from 'vitest'
import { THEMES } from '../../../web/ui/theme-names.ts'
import { colour, contrast } from '../colours.ts'

const GROUNDS = ['bg', 'surface', 'surface-raised', 'surface-sunken']
const WORDS = ['text', 'text-2', 'accent-text', 'good', 'warn', 'bad', 'neutral', 'severity-0', 'severity-1', 'severity-2', 'severity-3', 'severity-4', 'severity-unknown']
// What stands on a ground of a meaning: the strip, a notice, a chosen card, a button that warns.
const ON_MEANINGS = ['accent-soft', 'good-soft', 'warn-soft', 'bad-soft', 'severity-0-soft', 'severity-2-soft', 'severity-3-soft', 'severity-4-soft']
const PAIRS = [
  ...WORDS.flatMap((word) => GROUNDS.map((ground) => [word, ground])),
  ...ON_MEANINGS.flatMap((ground) => ['text', 'text-2'].map((word) => [word, ground])),
  ['accent-text', 'accent-soft'], ['bad', 'bad-soft'], ['warn', 'warn-soft'], ['good', 'good-soft'],
  ['on-action', 'action'], ['on-severity', 'accent-text'], ['on-severity', 'bad'],
] as const

describe.each(THEMES)('the crew\'s page in the %s theme', (theme) => {
  test('lets every word be read at 7:1 or more on every ground that it may stand on', () => {
    const faint = PAIRS.map(([word = '', ground = '']) => ({ pair: `${word} on ${ground}`, is: contrast(colour(word, theme, 'crew'), colour(ground, theme, 'crew')) }))
      .filter(({ is }) => is < 7).map(({ pair, is }) => `${pair}: ${is.toFixed(2)}`)
    expect(faint).toEqual([])
  })

  test('lets the edges of what can be pressed, and where the keys are, be seen at 3:1 or more', () => {
    for (const edge of ['line-strong', 'focus']) for (const ground of ['bg', 'surface', 'surface-raised']) expect(contrast(colour(edge, theme, 'crew'), colour(ground, theme, 'crew')), `${edge} on ${ground}`).toBeGreaterThanOrEqual(3)
  })
})
