import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Tags } from '../../geo/sites/osm.ts'
import { jsonItems } from './json-items.ts'
import type { Refused } from './rows.ts'
import { BrokenFile, textOf, type Open } from './text.ts'

type Spot = readonly [number, number]

/** A node, way or relation of OpenStreetMap. Positions are there when the file carries them in place (`out geom`, `out center`). */
export type OsmElement = {
  readonly type: 'node' | 'way' | 'relation'
  readonly id: string
  readonly tags: Tags
  readonly position?: Spot
  readonly nodes: readonly string[]
  readonly line?: readonly Spot[]
  readonly members: readonly { readonly type: string; readonly ref: string; readonly role: string; readonly line?: readonly Spot[] }[]
}

type LatLon = { lat?: unknown; lon?: unknown }
type JsonElement = LatLon & {
  type?: unknown; id?: unknown; tags?: Record<string, string>; nodes?: unknown[]; center?: LatLon; geometry?: (LatLon | null)[]
  members?: { type: string; ref: unknown; role: string; geometry?: (LatLon | null)[] }[]
}

// Anything but a number becomes NaN, which the geometry check refuses with its reason.
const spot = (at: LatLon): Spot => [typeof at.lon === 'number' ? at.lon : NaN, typeof at.lat === 'number' ? at.lat : NaN]
const lineOf = (geometry: (LatLon | null)[] | undefined) => geometry?.filter((at) => at !== null).map(spot)

/** The elements of an Overpass JSON answer, one at a time. */
export async function* readOsmJson(open: Open): AsyncGenerator<OsmElement | Refused> {
  let nth = 0
  for await (const text of jsonItems(open, 'elements')) {
    const at = `element ${(nth += 1)}`
    let found: JsonElement | null
    try {
      found = JSON.parse(text) as JsonElement | null
    } catch (error) {
      yield { at, refused: `not valid JSON: ${(error as Error).message}` }
      continue
    }
    if (found === null || !['node', 'way', 'relation'].includes(String(found.type)) || found.id === undefined) {
      yield { at, refused: 'it is no node, way or relation' }
      continue
    }
    const line = lineOf(found.geometry)
    const position = found.type === 'node' ? spot(found) : found.center === undefined ? undefined : spot(found.center)
    yield {
      type: found.type as OsmElement['type'], id: String(found.id), tags: found.tags ?? {},
      nodes: (found.nodes ?? []).map(String),
      members: (found.members ?? []).map((member) => {
        const drawn = lineOf(member.geometry)
        return { type: member.type, ref: String(member.ref), role: member.role, ...(drawn === undefined ? {} : { line: drawn }) }
      }),
      ...(position === undefined ? {} : { position }), ...(line === undefined ? {} : { line }),
    }
  }
}

type Making = { type: OsmElement['type']; id: string; tags: Record<string, string>; position?: Spot; nodes: string[]; members: { type: string; ref: string; role: string }[] }

/** The elements of an OpenStreetMap XML file, one at a time. Throws BrokenFile where the XML breaks. */
export async function* readOsmXml(open: Open): AsyncGenerator<OsmElement> {
  const parser = new SaxesParser()
  let ready: OsmElement[] = []
  let making: Making | undefined
  let broken: Error | undefined
  const figure = (text: string | undefined) => (text === undefined || text.trim() === '' ? NaN : Number(text))

  parser.on('error', (error) => { broken ??= error })
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    if (name === 'node' || name === 'way' || name === 'relation') {
      making = { type: name, id: attributes.id ?? '', tags: {}, nodes: [], members: [] }
      if (name === 'node') making.position = [figure(attributes.lon), figure(attributes.lat)]
    } else if (making === undefined) return
    else if (name === 'tag') making.tags[attributes.k ?? ''] = attributes.v ?? ''
    else if (name === 'nd') making.nodes.push(attributes.ref ?? '')
    else if (name === 'member') making.members.push({ type: attributes.type ?? '', ref: attributes.ref ?? '', role: attributes.role ?? '' })
    else if (name === 'center') making.position = [figure(attributes.lon), figure(attributes.lat)]
  })
  parser.on('closetag', ({ name }) => {
    if (making === undefined || name !== making.type) return
    ready.push(making)
    making = undefined
  })

  for await (const text of textOf(open)) {
    parser.write(text)
    // An error is reported late enough for the elements before it to be whole.
    yield* ready
    ready = []
    if (broken !== undefined) throw new BrokenFile(broken.message)
  }
  parser.close()
  if (broken !== undefined) throw new BrokenFile((broken as Error).message)
}
