import { closeSync, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { projectRoot } from '../root.ts'
import { installedPackages } from './installed.ts'

type Contents = { readonly folders: string[]; readonly files: { path: string; bytes: number; kept: number }[] }

/** Where the template for the installed PGlite and PostGIS lies: another version has another name. */
export function templatePath(): string {
  const { pglite, postgis } = installedPackages()
  return join(projectRoot, 'api/db', `template-pglite-${pglite.version}-postgis-${postgis.version}.br`)
}

/** The length without the zeros at the end. */
function keptLength(bytes: Buffer): number {
  let length = bytes.length
  while (length > 0 && bytes[length - 1] === 0) length -= 1
  return length
}

/**
 * Packs a closed data folder: what lies where as one line of JSON, then the files one after the other without the
 * zeros at their ends, all in Brotli. `contentOf` may change what a file holds, or leave it out with undefined.
 */
export function packFolder(folder: string, contentOf: (path: string, content: Buffer) => Buffer | undefined): Buffer {
  const contents: Contents = { folders: [], files: [] }
  const data: Buffer[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
    if (entry.isDirectory()) contents.folders.push(path)
    else {
      const content = contentOf(path, readFileSync(join(folder, path)))
      if (content === undefined) continue
      const kept = keptLength(content)
      contents.files.push({ path, bytes: content.length, kept })
      data.push(content.subarray(0, kept))
    }
  }
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(contents)}\n`), ...data])
  return brotliCompressSync(whole, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length },
  })
}

/** Unpacks a template into a folder that does not exist yet. */
export function unpackFolder(packed: Buffer, folder: string) {
  const whole = brotliDecompressSync(packed)
  const headEnd = whole.indexOf('\n')
  const { folders, files } = JSON.parse(whole.toString('utf8', 0, headEnd)) as Contents
  mkdirSync(dirname(folder), { recursive: true })
  mkdirSync(folder, { mode: 0o700 })
  for (const path of folders) mkdirSync(join(folder, path), { recursive: true, mode: 0o700 })
  let at = headEnd + 1
  for (const { path, bytes, kept } of files) {
    const file = openSync(join(folder, path), 'wx', 0o600)
    writeFileSync(file, whole.subarray(at, at + kept))
    ftruncateSync(file, bytes) // the zeros at the end cost no writing
    closeSync(file)
    at += kept
  }
}
