import { parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { scalar } from './read-geojson.ts'
import type { Feature, Refused } from './rows.ts'
import { BrokenFile, textOf, type Open } from './text.ts'

/** How a CSV file is written, and which of its columns hold the position; guessed where not given. */
export type CsvOptions = { readonly delimiter?: string; readonly quote?: string; readonly lon?: string; readonly lat?: string; readonly wkt?: string }

const LON = ['lon', 'lng', 'long', 'longitude', 'longitude_deg', 'x', 'lon_dd', 'довгота']
const LAT = ['lat', 'latitude', 'latitude_deg', 'y', 'lat_dd', 'широта']
const WKT = ['wkt', 'geometry', 'geom', 'the_geom']

const columnOf = (header: readonly string[], named: string | undefined, guesses: readonly string[]) =>
  named ?? header.find((column) => guesses.includes(column.trim().toLowerCase()))

const coordinate = (cell: string | undefined) => (cell === undefined || cell.trim() === '' ? undefined : Number(cell.trim().replace(',', '.')))

/** A geometry from well-known text: POINT and LINESTRING; undefined for all else. */
export function fromWkt(text: string): unknown {
  const [, type = '', inside = ''] = /^\s*(POINT|LINESTRING)\s*\(([^()]*)\)\s*$/i.exec(text) ?? []
  const positions = inside.split(',').map((pair) => pair.trim().split(/\s+/).map(Number))
  if (/^point$/i.test(type)) return { type: 'Point', coordinates: positions[0] }
  return type === '' ? undefined : { type: 'LineString', coordinates: positions }
}

/** The rows of a CSV file with a header, one at a time, with a geometry where there are columns for one. */
export async function* readCsv(open: Open, options: CsvOptions = {}): AsyncGenerator<Feature | Refused> {
  const quote = options.quote ?? '"'
  const parser = parse({
    delimiter: options.delimiter ?? ',', quote, escape: quote, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true,
  })
  const source = Readable.from(textOf(open))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)

  let header: string[] | undefined
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number } }
      if (header === undefined) header = record.map((column) => column.trim())
      else yield row(header, record, `line ${info.lines}`, options)
    }
  } catch (error) {
    if (error instanceof BrokenFile) throw error
    throw new BrokenFile((error as Error).message, { cause: error })
  } finally {
    source.destroy()
  }
  if (header === undefined) throw new BrokenFile('the file is empty')
}

function row(header: readonly string[], record: readonly string[], at: string, options: CsvOptions): Feature | Refused {
  if (record.length !== header.length) return { at, refused: `${record.length} cells, where the header names ${header.length} columns` }
  const properties = Object.fromEntries(header.map((column, nth) => [column, record[nth]]))
  const [lon, lat, wkt] = [columnOf(header, options.lon, LON), columnOf(header, options.lat, LAT), columnOf(header, options.wkt, WKT)]
  const [x, y] = [lon, lat].map((column) => coordinate(column === undefined ? undefined : properties[column]))
  const drawn = wkt === undefined ? undefined : fromWkt(properties[wkt] ?? '')
  const geometry = drawn ?? (x === undefined || y === undefined ? undefined : { type: 'Point', coordinates: [x, y] })
  return { at, id: scalar(properties.id), geometry, properties }
}
