import { readCsv, type CsvOptions } from './read-csv.ts'
import { readGeojson, readGeojsonLines } from './read-geojson.ts'
import { readOsmJson, readOsmXml } from './osm-elements.ts'
import { osmFeatures } from './osm-features.ts'
import type { Feature, Refused } from './rows.ts'
import type { Open } from './text.ts'

/** The formats that can be imported; each may be gzipped. */
export const FORMATS = ['geojson', 'geojsonl', 'osm-json', 'osm-xml', 'csv'] as const
/** One of the formats that can be imported. */
export type Format = (typeof FORMATS)[number]

/** The features of a file in a format, one at a time, whatever its size. */
export function featuresOf(format: Format, open: Open, csv: CsvOptions = {}, onSkipped: (why: string) => void = () => {}): AsyncIterable<Feature | Refused> {
  switch (format) {
    case 'geojson': return readGeojson(open)
    case 'geojsonl': return readGeojsonLines(open)
    case 'csv': return readCsv(open, csv)
    case 'osm-json': return osmFeatures(() => readOsmJson(open), onSkipped)
    case 'osm-xml': return osmFeatures(() => readOsmXml(open), onSkipped)
  }
}
