import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { projectRoot } from '../root.ts'
import { installedPackages } from './installed.ts'

const BLOCK = 512
// What a database made from the template needs. The rest, 70 of 95 MB, is raster, topology and SQL for creating the extension.
const NEEDED = new Set(['lib/postgresql/postgis-3.so', 'share/postgresql/extension/postgis.control', 'share/proj/proj.db'])

/** The entries of a tar that `wanted` picks by name, as a tar again. */
export function tarOf(tar: Buffer, wanted: (name: string) => boolean): Buffer {
  const kept: Buffer[] = []
  for (let at = 0; at + BLOCK <= tar.length;) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0[^]*$/, '').replace(/^\.\//, '')
    if (name === '') break
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (wanted(name)) kept.push(tar.subarray(at, end))
    at = end
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)])
}

/** The whole bundle as its package brings it: only this one can create the extension. */
export const fullBundle = () => join(installedPackages().postgis.folder, 'dist/postgis.tar.gz')

/**
 * The path of the bundle that opens a database with PostGIS in it, made once per version: under node_modules/.cache,
 * or under `dataDir` when that cannot be written.
 */
export async function slimBundle(dataDir: string): Promise<string> {
  const name = `postgis-${installedPackages().postgis.version}.tar.gz`
  const places = [join(projectRoot, 'node_modules/.cache/vidnova', name), join(dataDir, 'cache', name)]
  for (const place of places) if (await stat(place).then(() => true, () => false)) return place

  const slim = tarOf(gunzipSync(await readFile(fullBundle())), (entry) => NEEDED.has(entry))
  const packed = gzipSync(slim, { level: 1 })
  let refused: unknown
  for (const place of places) {
    try {
      await writeWhole(place, packed)
      return place
    } catch (error) {
      refused = error // read-only: the next place
    }
  }
  throw refused
}

async function writeWhole(path: string, bytes: Buffer) {
  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}.new`
  try {
    await writeFile(unfinished, bytes)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
