import { kindOf } from '../../geo/sites/osm.ts'
import type { OsmElement } from './osm-elements.ts'
import { isRefused, type Feature, type Refused } from './rows.ts'

type Spot = readonly [number, number]
type Elements = () => AsyncIterable<OsmElement | Refused>
type Drawn = { readonly type: string; readonly coordinates: unknown }

const LINES = ['power_line', 'power_cable', 'telecom_line']
const isOurs = (element: OsmElement) => kindOf(element.tags) !== undefined
const same = (a: Spot | undefined, b: Spot | undefined) => a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]

/**
 * Features of the elements that are sites or facilities: nodes as points, ways as lines, closed ways as polygons, multipolygon
 * relations as such where their rings close and else as the middle of their members. Three passes, so that in memory stand only
 * the ways that are drawn and the nodes they name, never the file.
 */
export async function* osmFeatures(elements: Elements, onSkipped: (why: string) => void): AsyncGenerator<Feature | Refused> {
  const relations: OsmElement[] = []
  const wanted = new Set<string>()
  for await (const element of elements()) {
    if (isRefused(element) || element.type !== 'relation' || !isOurs(element)) continue
    relations.push(element)
    for (const member of element.members) if (member.type === 'way' && member.line === undefined) wanted.add(member.ref)
  }

  const ways = new Map<string, OsmElement>()
  const spots = new Map<string, Spot | undefined>()
  for await (const element of elements()) {
    if (isRefused(element) || element.type !== 'way' || !(wanted.has(element.id) || isOurs(element))) continue
    ways.set(element.id, element)
    if (element.line === undefined) for (const node of element.nodes) spots.set(node, undefined)
  }
  for (const relation of relations) for (const member of relation.members) if (member.type === 'node') spots.set(member.ref, undefined)

  for await (const element of elements()) {
    if (isRefused(element)) yield element
    else if (element.type === 'node') {
      if (spots.has(element.id)) spots.set(element.id, element.position)
      if (isOurs(element)) yield featureOf(element, { type: 'Point', coordinates: element.position })
      else onSkipped('no site or facility')
    } else if (!isOurs(element)) onSkipped('no site or facility')
  }

  const lineOf = (way: OsmElement | undefined): Spot[] | undefined => {
    const line = way?.line ?? way?.nodes.map((node) => spots.get(node))
    return line === undefined || line.some((at) => at === undefined) ? undefined : (line as Spot[])
  }
  for (const way of ways.values()) if (isOurs(way)) yield featureOf(way, drawWay(way, lineOf(way)))
  for (const relation of relations) {
    const parts = relation.members.filter(({ type }) => type === 'way').map(({ role, line, ref }) => ({ role, line: line ?? lineOf(ways.get(ref)) }))
    const nodes = relation.members.flatMap(({ type, ref }) => (type === 'node' ? (spots.get(ref) ?? []) : [])) as unknown as Spot[]
    yield featureOf(relation, drawRelation(relation, parts, nodes))
  }
}

const featureOf = (element: OsmElement, geometry: Drawn | undefined): Feature =>
  ({ at: `${element.type}/${element.id}`, id: `${element.type}/${element.id}`, geometry, properties: element.tags })

function drawWay(way: OsmElement, line: readonly Spot[] | undefined): Drawn | undefined {
  // An extract may lack some of the nodes; its centre, where given, still says where.
  if (line === undefined || line.length < 2) return way.position === undefined ? undefined : { type: 'Point', coordinates: way.position }
  const closed = line.length >= 4 && same(line[0], line.at(-1)) && !LINES.includes(kindOf(way.tags) ?? '')
  return closed ? { type: 'Polygon', coordinates: [line] } : { type: 'LineString', coordinates: line }
}

type Part = { readonly role: string; readonly line: readonly Spot[] | undefined }

function drawRelation(relation: OsmElement, parts: readonly Part[], nodes: readonly Spot[]): Drawn | undefined {
  const lines = parts.flatMap(({ line }) => (line === undefined ? [] : [line]))
  if (LINES.includes(kindOf(relation.tags) ?? '') && lines.length > 0) return { type: 'MultiLineString', coordinates: lines }
  const whole = parts.length > 0 && lines.length === parts.length
  const outer = whole ? ringsOf(parts.filter(({ role }) => role !== 'inner')) : undefined
  // Holes of a site's outline change nothing for us when there are several outlines to assign them to.
  const inner = outer?.length === 1 ? (ringsOf(parts.filter(({ role }) => role === 'inner')) ?? []) : []
  if (outer !== undefined && outer.length === 1) return { type: 'Polygon', coordinates: [outer[0], ...inner] }
  if (outer !== undefined && outer.length > 1) return { type: 'MultiPolygon', coordinates: outer.map((ring) => [ring]) }
  if (relation.position !== undefined) return { type: 'Point', coordinates: relation.position }
  return middleOf([...lines.flat(), ...nodes])
}

function middleOf(spots: readonly Spot[]): Drawn | undefined {
  if (spots.length === 0) return undefined
  const [lons, lats] = [spots.map(([lon]) => lon), spots.map(([, lat]) => lat)]
  const middle = (values: number[]) => (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2
  return { type: 'Point', coordinates: [middle(lons), middle(lats)] }
}

/** Rings of lines joined end to end; undefined when one stays open. */
function ringsOf(parts: readonly Part[]): Spot[][] | undefined {
  const left = parts.map(({ line }) => [...(line ?? [])])
  const rings: Spot[][] = []
  for (let ring = left.shift(); ring !== undefined; ring = left.shift()) {
    while (!same(ring[0], ring.at(-1))) {
      const end = ring.at(-1)
      const next = left.findIndex((line) => same(line[0], end) || same(line.at(-1), end))
      const [line] = next < 0 ? [] : left.splice(next, 1)
      if (line === undefined) return undefined
      ring.push(...(same(line[0], end) ? line : line.reverse()).slice(1))
    }
    if (ring.length < 4) return undefined
    rings.push(ring)
  }
  return rings
}
