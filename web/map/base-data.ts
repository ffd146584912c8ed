import { feature, merge, mesh } from 'topojson-client'
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification'
import { makeBreath } from '../ui/next-task.ts'
import manifest from './basemap-manifest.json'

type Named = { readonly iso?: string; readonly uk: string; readonly en: string; readonly short?: string; readonly at: readonly [number, number] }
type Areas = GeometryCollection & { geometries: Array<Polygon | MultiPolygon> }
const areasOf = (areas: Areas): Array<Polygon | MultiPolygon> => areas.geometries
type Near = Topology<{ ground: Areas; regions: Areas; neighbours: Areas; rivers: GeometryCollection; lakes: Areas; urban: Areas }>
type Far = Topology<{ surroundings: Areas }>

/** Ukrainian name, English name, longitude, latitude, population in thousands, rank (0 capital … 3 small, 4 abroad). */
export type Place = readonly [uk: string, en: string, lon: number, lat: number, thousands: number, rank: number]

/** What is drawn as areas and lines, by layer. */
export type BaseShape = { readonly layer: BaseLayerName; readonly band: number; readonly geometry: GeoJSON.Geometry }
/** The layers of the base map, in the order they are painted. */
export const BASE_LAYERS = ['land', 'home', 'urban', 'water', 'river', 'region', 'border', 'coast'] as const
/** One of the layers. */
export type BaseLayerName = (typeof BASE_LAYERS)[number]

type Areal = { readonly shapes: BaseShape[]; readonly regions: readonly Named[]; readonly neighbours: readonly Named[] }

/** The areas and lines of the base map from its file's text, and a step of the work at a time: all of it at once would hold up the page. */
function* making(text: string): Generator<void, Areal> {
  const { near, far } = JSON.parse(text) as { near: Near; far: Far }
  const { ground, regions, neighbours, rivers, lakes, urban } = near.objects
  const shape = (layer: BaseLayerName, geometry: GeoJSON.Geometry, band = 0): BaseShape => ({ layer, band, geometry })
  const named = (areas: Areas) => areas.geometries.flatMap((area) => (area.properties ? [area.properties as Named] : []))
  const shapes: BaseShape[] = []
  const steps: (() => BaseShape | BaseShape[])[] = [
    () => shape('land', merge(far, far.objects.surroundings.geometries)),
    () => shape('land', merge(near, ground.geometries)),
    ...areasOf(neighbours).map((area) => () => shape('land', merge(near, [area]))),
    () => shape('home', merge(near, regions.geometries)),
    () => shape('urban', merge(near, urban.geometries)),
    () => shape('water', merge(near, lakes.geometries)),
    () => feature(near, rivers).features.map((river) => shape('river', river.geometry, (river.properties as { readonly band: number }).band)),
    () => shape('region', mesh(near, regions, (a, b) => a !== b)),
    () => shape('border', mesh(near, neighbours, (a, b) => a !== b)),
    () => shape('border', mesh(far, far.objects.surroundings, (a, b) => a !== b && a.id !== b.id)),
    () => shape('coast', mesh(near, regions, (a, b) => a === b)),
  ]
  for (const step of steps) {
    yield
    shapes.push(...[step()].flat())
  }
  return { shapes, regions: named(regions), neighbours: named(neighbours) }
}

/** The areas and lines of the base map from its file's text, at once. */
export function shapesOf(text: string): Areal {
  const work = making(text)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** The same in tasks of a few milliseconds, between which the page goes on. */
async function shapesIn(text: string): Promise<Areal> {
  const work = making(text)
  const breathe = makeBreath()
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await breathe()
  }
}

/** The places and names that are written on the map. */
export type BaseNames = { readonly places: readonly Place[]; readonly seas: readonly (readonly [uk: string, en: string, lon: number, lat: number, fromZoom: number])[]; readonly country: readonly [string, string, number, number] }

const read = async (path: string) => {
  const reply = await fetch(path)
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`)
  return reply.text()
}

let loading: Promise<ReturnType<typeof shapesOf> & BaseNames> | undefined

/** The base map, read once for all maps of the page; a failed try is tried again by the next map. */
export function loadBase() {
  loading ??= Promise.all([read(manifest.map), read(manifest.places)])
    .then(async ([map, places]) => ({ ...await shapesIn(map), ...(JSON.parse(places) as BaseNames) }))
  loading.catch(() => { loading = undefined })
  return loading
}
