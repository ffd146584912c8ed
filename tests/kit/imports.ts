import { join } from 'node:path'
import { projectRoot } from '../../api/root.ts'
import { isRefused, type Feature, type Refused } from '../../api/imports/rows.ts'
import { openFile, type Open } from '../../api/imports/text.ts'

/** A file of the importer's fixtures. */
export const fixture = (name: string): Open => openFile(join(projectRoot, 'tests/kit/fixtures/imports', name))

/** A file that holds this text, handed out in pieces of `bytes`, so that they break inside words and letters. */
export const fileOf = (text: string, bytes = 7): Open => async function* () {
  const whole = Buffer.from(text)
  for (let at = 0; at < whole.length; at += bytes) yield whole.subarray(at, at + bytes)
}

/** All that a reader gives, the refused apart. */
export async function readAll(items: AsyncIterable<Feature | Refused>): Promise<{ features: Feature[]; refused: string[] }> {
  const features: Feature[] = []
  const refused: string[] = []
  for await (const item of items) {
    if (isRefused(item)) refused.push(`${item.at}: ${item.refused}`)
    else features.push(item)
  }
  return { features, refused }
}
