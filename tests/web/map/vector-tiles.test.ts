import MVT from 'ol/format/MVT.js'
import { expect, test } from 'vitest'
import type { Palette } from '../../../web/map/palette.ts'
import { vectorTileStyle } from '../../../web/map/vector-tile-style.ts'
import { makeWorldTile } from '../../kit/pmtiles.ts'

test('vector tiles are painted in our colours, names in the language on the screen, from the zoom at which there is room', () => {
  const features = new MVT().readFeatures(makeWorldTile().buffer as ArrayBuffer)
  const palette: Palette = { key: 'light', of: (token) => token, faded: (token) => token }
  const painted = (locale: 'uk' | 'en', resolution: number) => features.map((feature) => {
    const style = vectorTileStyle(palette, locale)(feature, resolution)
    return style?.getText()?.getText() ?? style?.getFill()?.getColor() ?? null
  })
  expect(painted('uk', 2000)).toEqual(['map-home', 'map-water', 'Примірне'])
  expect(painted('en', 2000)).toEqual(['map-home', 'map-water', 'Sampletown'])
  expect(painted('en', 20_000)).toEqual(['map-home', 'map-water', null])
})
