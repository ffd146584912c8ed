import Feature from 'ol/Feature.js'
import Point from 'ol/geom/Point.js'
import VectorLayer from 'ol/layer/Vector.js'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import Icon from 'ol/style/Icon.js'
import Style from 'ol/style/Style.js'
import { createEffect, createMemo } from 'solid-js'
import { GLYPHS, type GlyphName } from '../ui/glyphs.ts'
import { Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import { ownLayers } from './own-layers.ts'
import { createPalette, type Palette } from './palette.ts'
import { pixelRatio } from './pixel-ratio.ts'

/** How far work on a damage is, as its badge says: somebody is to go, is at it, cannot go on, or is done. */
export const REPAIR_BADGES = {
  waits: { icon: 'crew', token: 'accent', filled: false }, work: { icon: 'wrench', token: 'accent', filled: true },
  blocked: { icon: 'stop', token: 'bad', filled: true }, done: { icon: 'check', token: 'good', filled: true },
} as const satisfies Record<string, { icon: GlyphName; token: string; filled: boolean }>

/** One of the badges. */
export type RepairBadge = keyof typeof REPAIR_BADGES

const [SIZE, SHOULDER, ON_GRID] = [18, 12, 24]

/** A disc with its picture: empty while it waits, filled after, so that it is not told by colour alone. */
function paint(badge: RepairBadge, { of }: Palette, pixelRatio: number): HTMLCanvasElement {
  const { icon, token, filled } = REPAIR_BADGES[badge]
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.round(SIZE * pixelRatio)
  const to = canvas.getContext('2d')
  if (!to) throw new Error('the browser gives no 2d canvas')
  to.scale(canvas.width / SIZE, canvas.width / SIZE)
  const disc = (colour: string, radius: number) => {
    to.beginPath()
    to.arc(SIZE / 2, SIZE / 2, radius, 0, 2 * Math.PI)
    to.fillStyle = colour
    to.fill()
  }
  disc(of('surface'), SIZE / 2)
  disc(of(token), SIZE / 2 - 1.25)
  if (!filled) disc(of('surface'), SIZE / 2 - 2.75)
  const side = 11
  to.translate((SIZE - side) / 2, (SIZE - side) / 2)
  to.scale(side / ON_GRID, side / ON_GRID)
  to.lineCap = to.lineJoin = 'round'
  to.lineWidth = 3
  to.strokeStyle = of(filled ? 'surface' : token)
  to.stroke(new Path2D(GLYPHS[icon]))
  return canvas
}

/** Badges at the shoulders of damages: how far the work on each is. A click beside one is a click on its damage. */
export function RepairsLayer(props: { readonly repairs: readonly { readonly position: readonly [lon: number, lat: number]; readonly badge: RepairBadge }[] }) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource<Feature<Point>>({ wrapX: false })
  const layer = new VectorLayer({ source, zIndex: Z.points + 1, renderBuffer: SIZE })
  ownLayers(map, layer)
  const ratio = pixelRatio()
  const styles = createMemo(() => {
    const colours = palette()
    return new Map((Object.keys(REPAIR_BADGES) as RepairBadge[]).map((badge) => [badge, new Style({ image: new Icon({ img: paint(badge, colours, ratio), width: SIZE, height: SIZE, displacement: [SHOULDER, -SHOULDER] }) })]))
  })
  createEffect(() => {
    const looks = styles()
    const features = props.repairs.map(({ position, badge }) => {
      const feature = new Feature(new Point(fromLonLat([...position])))
      feature.setStyle(looks.get(badge))
      return feature
    })
    source.clear(true)
    source.addFeatures(features)
    source.changed()
    layer.setVisible(features.length > 0) // an empty one would still be gone through with every frame
  })
  return null
}
