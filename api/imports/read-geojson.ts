import { jsonItems } from './json-items.ts'
import type { Feature, Refused } from './rows.ts'
import { linesOf, type Open } from './text.ts'

/** A value as an id or cell: text and numbers as text, all else as nothing. */
export function scalar(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
  return text === '' ? undefined : text
}

function feature(text: string, at: string): Feature | Refused {
  let parsed: { type?: unknown; id?: unknown; geometry?: unknown; properties?: unknown } | null
  try {
    parsed = JSON.parse(text) as typeof parsed
  } catch (error) {
    return { at, refused: `not valid JSON: ${(error as Error).message}` }
  }
  if (parsed === null || typeof parsed !== 'object' || parsed.type !== 'Feature') return { at, refused: 'it is no GeoJSON Feature' }
  const properties = parsed.properties !== null && typeof parsed.properties === 'object' ? (parsed.properties as Record<string, unknown>) : {}
  return { at, id: scalar(parsed.id), geometry: parsed.geometry, properties }
}

/** The features of a GeoJSON FeatureCollection, one at a time. Throws BrokenFile when the file as a whole cannot be read. */
export async function* readGeojson(open: Open): AsyncGenerator<Feature | Refused> {
  let nth = 0
  for await (const text of jsonItems(open, 'features')) yield feature(text, `feature ${(nth += 1)}`)
}

/** The features of newline-delimited GeoJSON, or of a GeoJSON text sequence (RFC 8142). */
export async function* readGeojsonLines(open: Open): AsyncGenerator<Feature | Refused> {
  let nth = 0
  for await (const line of linesOf(open)) {
    nth += 1
    const text = line.replace('\u001e', '').trim()
    if (text !== '') yield feature(text, `line ${nth}`)
  }
}
