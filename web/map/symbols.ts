import Fill from 'ol/style/Fill.js'
import Icon from 'ol/style/Icon.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import Text from 'ol/style/Text.js'
import { clusterRadius, symbolKey, symbolRank, symbolSize, type MapSymbol } from './map-point.ts'
import type { Palette } from './palette.ts'
import { pixelRatio } from './pixel-ratio.ts'
import { paintSymbol } from './symbol-paint.ts'

/** How symbols are drawn in a theme; each look is painted once and kept. `count` writes the number of a cluster. */
export function makeSymbols(palette: Palette, count: (value: number) => string) {
  const icons = new Map<string, Icon>()
  const styles = new Map<string, Style>()
  const ratio = pixelRatio()

  const icon = (symbol: MapSymbol) => {
    const key = symbolKey(symbol)
    const img = icons.get(key) ?? new Icon({ img: paintSymbol(symbol, palette, ratio), width: symbolSize(symbol), height: symbolSize(symbol), declutterMode: 'obstacle' })
    icons.set(key, img)
    return img
  }

  return (symbol: MapSymbol): Style => {
    const number = symbol.is === 'cluster' || (symbol.is === 'crew' && symbol.count > 1) ? count(symbol.count) : ''
    const key = `${symbolKey(symbol)} ${number}`
    const known = styles.get(key)
    if (known) return known
    const style = new Style({ image: icon(symbol), zIndex: symbolRank(symbol) })
    if (symbol.is === 'cluster') {
      const size = Math.min(12.5, clusterRadius(symbol.count) * 0.5 + 4)
      style.setText(new Text({ text: number, font: `650 ${size}px Inter, sans-serif`, fill: new Fill({ color: palette.of('text') }), offsetY: 0.5, declutterMode: 'none' }))
    }
    if (symbol.is === 'crew' && number !== '') {
      style.setText(new Text({ text: number, font: '700 11px Inter, sans-serif', fill: new Fill({ color: palette.of('text') }), stroke: new Stroke({ color: palette.of('map-halo'), width: 3 }), offsetX: 18, offsetY: -6, declutterMode: 'none' }))
    }
    if (styles.size > 4_000) styles.clear() // counts differ without end on a long day
    styles.set(key, style)
    return style
  }
}
