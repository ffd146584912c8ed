import Feature from 'ol/Feature.js'
import GeoJSON from 'ol/format/GeoJSON.js'
import VectorSource from 'ol/source/Vector.js'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { useToast } from '../ui/toast.tsx'
import { loadBase } from './base-data.ts'
import { baseStyle } from './base-style.ts'
import { labelFeatures, labelStyle, type Lift } from './label-style.ts'
import { useMap } from './map-context.ts'
import { makeBreath, nextTask } from '../ui/next-task.ts'
import { movingPicture, WaitingLayer } from './moving-picture.ts'
import { createPalette } from './palette.ts'
import { TURN } from './turns.ts'

/** Where layers stand: a higher one is painted later. */
export const Z = { base: 0, areas: 10, lines: 20, labels: 30, points: 40, selected: 50, pin: 60 } as const

/** The map's property under which the symbols tell how far they reach over a place (`Lift`). */
export const LIFT = 'lift'

/** The group in which labels give way to symbols and to more important labels. */
export const DECLUTTER = 'labels'

/**
 * The base map: areas and lines below everything, names above all that is not a symbol.
 * Theme and language only change how it is painted; nothing is read or built again. `labels={false}`: another map writes the names.
 */
export function BaseLayer(props: { readonly labels?: boolean }) {
  const map = useMap()
  const toast = useToast()
  const { t, locale } = useI18n()
  const palette = createPalette()
  const [fontsReady, setFontsReady] = createSignal(false)
  // median frame 57 ms against 79 in software rendering under load, when it was painted in each
  const base = movingPicture(new VectorSource<Feature>(), Z.base, 1.5, TURN.base)
  const labels = new WaitingLayer({ source: new VectorSource<Feature>(), zIndex: Z.labels, declutter: DECLUTTER, when: TURN.names })
  map.addLayer(base)
  map.addLayer(labels)
  const rewrite = () => { requestAnimationFrame(() => labels.changed()) } // names give way to new symbols in the frame after them
  map.addChangeListener(LIFT, rewrite)
  let gone = false
  onCleanup(() => {
    gone = true
    map.removeChangeListener(LIFT, rewrite)
    for (const layer of [base, labels]) {
      map.removeLayer(layer)
      layer.dispose()
    }
  })

  const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
  loadBase().then(async (data) => {
    const breathe = makeBreath()
    const shapes: Feature[] = []
    for (const { layer, band, geometry } of data.shapes) {
      await breathe()
      const shape = new Feature(format.readGeometry(geometry) ?? undefined)
      shape.setProperties({ layer, band }, true)
      shapes.push(shape)
    }
    await nextTask()
    if (gone) return
    base.getSource()?.addFeatures(shapes)
    await nextTask()
    if (!gone) labels.getSource()?.addFeatures(labelFeatures(data))
  }).catch((error: unknown) => {
    reportError(error)
    toast({ tone: 'warn', text: t('common.map.failed') })
  })
  // the canvas measures names with the font it has: written again when Inter is there
  void Promise.all([document.fonts.load('600 12px Inter', 'Київ'), document.fonts.load('600 12px Inter', 'Kyiv')]).then(() => setFontsReady(true))

  createEffect(() => labels.setVisible(props.labels !== false))
  createEffect(() => base.setStyle(baseStyle(palette())))
  createEffect(on([palette, locale, fontsReady], () => labels.setStyle(labelStyle(palette(), locale(), () => map.get(LIFT) as Lift | undefined))))
  return null
}
