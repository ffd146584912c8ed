import Feature from 'ol/Feature.js'
import MultiPolygon from 'ol/geom/MultiPolygon.js'
import Point from 'ol/geom/Point.js'
import type Polygon from 'ol/geom/Polygon.js'
import VectorImageLayer from 'ol/layer/VectorImage.js'
import VectorLayer from 'ol/layer/Vector.js'
import VectorSource from 'ol/source/Vector.js'
import Fill from 'ol/style/Fill.js'
import Icon from 'ol/style/Icon.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { createEffect, on } from 'solid-js'
import { Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import type { MapZone } from './map-zone.ts'
import { makeKept, ownLayers } from './own-layers.ts'
import { createPalette, type Palette } from './palette.ts'
import { pixelRatio } from './pixel-ratio.ts'
import { hatchOf, signOf } from './zone-paint.ts'
import { ZONE_LOOKS, type ZoneKind } from './zone-looks.ts'

const SIGN_PX = 22
const ROOM_PX = 90 // a zone as wide as that on the screen shows its hatching well enough without a sign

const toFeature = (zone: MapZone) => {
  const outline = new MultiPolygon(zone.shape.coordinates).transform('EPSG:4326', 'EPSG:3857') as MultiPolygon
  const feature = new Feature(outline)
  feature.set('zone', zone, true)
  return feature
}

/** The widest of an outline's parts, where its sign stands. */
const widest = (outline: MultiPolygon): Polygon | undefined => outline.getPolygons().sort((a, b) => b.getArea() - a.getArea())[0]

function makeStyles(palette: Palette) {
  const ratio = pixelRatio()
  const outlines = makeKept<Style[]>()
  const signs = makeKept<Icon>()
  const make = (kind: ZoneKind, later: boolean): Style[] => {
    const colour = palette.of(ZONE_LOOKS[kind].token)
    const dash = later ? { lineDash: [2, 6] } : kind === 'mines_suspected' ? { lineDash: [8, 5] } : {}
    const fill = new Style({ fill: new Fill({ color: hatchOf(kind, palette, ratio) }), stroke: new Stroke({ color: palette.of('map-halo'), width: kind === 'clearance' ? 6 : 4 }) })
    return [fill, new Style({ stroke: new Stroke({ color: colour, width: kind === 'clearance' ? 3 : 1.75, ...dash }) })]
  }
  return {
    sign: (kind: ZoneKind): Icon => signs(kind, () => new Icon({ img: signOf(kind, palette, SIGN_PX, ratio), width: SIGN_PX, height: SIGN_PX })),
    outline: (zone: MapZone): Style[] => outlines(`${zone.kind} ${zone.later}`, () => make(zone.kind, zone.later)),
  }
}

/** Zones: hatched by kind under everything but the ground, each with its sign while it is small on the screen; permissions over dangers. */
export function ZonesLayer(props: { readonly zones: readonly MapZone[]; readonly chosen: string | null }) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource<Feature<MultiPolygon>>({ wrapX: false })
  // as the base map: one picture that moves with the map, since hatching is dear to paint in every frame
  const layer = new VectorImageLayer({ source, zIndex: Z.areas + 2, imageRatio: 1.5 })
  const signSource = new VectorSource<Feature<Point>>({ wrapX: false })
  const signs = new VectorLayer({ source: signSource, zIndex: Z.lines + 5 })
  const ring = new VectorSource<Feature<MultiPolygon>>({ wrapX: false })
  const ringLayer = new VectorLayer({ source: ring, zIndex: Z.lines + 4 })
  ownLayers(map, layer, signs, ringLayer)

  createEffect(() => {
    const ordered = [...props.zones].sort((a, b) => Number(a.kind === 'clearance') - Number(b.kind === 'clearance'))
    const features = ordered.map(toFeature)
    source.clear(true)
    source.addFeatures(features)
    source.changed()
    signSource.clear(true)
    signSource.addFeatures(features.flatMap((feature) => {
      const part = widest(feature.getGeometry() as MultiPolygon)
      if (part === undefined) return []
      const [west = 0, south = 0, east = 0, north = 0] = part.getExtent()
      const at = new Feature(new Point(part.getInteriorPoint().getCoordinates().slice(0, 2)))
      at.setProperties({ zone: feature.get('zone'), size: Math.max(east - west, north - south) }, true)
      return [at]
    }))
    signSource.changed()
    signs.setVisible(features.length > 0)
  })
  createEffect(() => {
    const styles = makeStyles(palette())
    layer.setStyle((feature) => styles.outline(feature.get('zone') as MapZone))
    signs.setStyle((feature, resolution) => {
      const zone = feature.get('zone') as MapZone
      const large = (feature.get('size') as number) / resolution > ROOM_PX
      return zone.kind !== 'clearance' && large ? undefined : new Style({ image: styles.sign(zone.kind) })
    })
  })
  createEffect(on([() => props.chosen, () => props.zones, palette], ([chosen, zones]) => {
    const zone = zones.find(({ id }) => id === chosen)
    ring.clear(true)
    ringLayer.setVisible(zone !== undefined)
    if (zone === undefined) return
    const feature = toFeature(zone)
    feature.setStyle([new Style({ stroke: new Stroke({ color: palette().of('surface'), width: 7 }) }), new Style({ stroke: new Stroke({ color: palette().of('focus'), width: 3.5 }) })])
    ring.addFeature(feature)
  }))
  return null
}
