import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openFile } from '../imports/text.ts'
import { featuresOf } from '../imports/sources.ts'
import type { Feature, Refused } from '../imports/rows.ts'
import { projectRoot } from '../root.ts'

const folder = join(projectRoot, 'api/demo/data')

/** A JSON file of the demonstration country, parsed. */
export const dataOf = <S extends z.ZodType>(name: string, schema: S): z.output<S> => schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))

/** The features of a file of the demonstration country. */
export const demoFeatures = (name: string): AsyncIterable<Feature | Refused> =>
  featuresOf(name.includes('.csv') ? 'csv' : 'geojson', openFile(join(folder, name)))

const Provenance = z.strictObject({ source: z.string(), licence: z.string(), attribution: z.string() })

/** Where each part of the demonstration country comes from, under which licence. */
export const demoProvenance = dataOf('provenance.json', z.strictObject({ areas: Provenance, outlines: Provenance, grid: Provenance, radio: Provenance }))
