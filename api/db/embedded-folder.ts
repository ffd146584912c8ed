import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PGlite, type Extension } from '@electric-sql/pglite'
import { fullBundle } from './postgis-bundle.ts'
import { templatePath, unpackFolder } from './template.ts'

/** How a data folder came to be open: it was there, was unpacked from the template, or was created step by step. */
export type Opening = 'reopened' | 'from-template' | 'created-in-full'

const MAJOR = '18'

/** PostGIS for PGlite, from a bundle of our choice. */
const postgisFrom = (bundle: string): Extension => ({
  name: 'postgis',
  setup: (_, options: { PGLITE_ENV: Record<string, string> }) => {
    options.PGLITE_ENV.PROJ_DATA = '/pglite/share/proj'
    return Promise.resolve({ emscriptenOpts: options, bundlePath: pathToFileURL(bundle) })
  },
})

/** Opens PGlite with PostGIS on a data folder. */
export const openPglite = (folder: string, bundle: string) =>
  PGlite.create({ dataDir: `file://${folder}`, extensions: { postgis: postgisFrom(bundle) } })

/** Creates a data folder step by step, with PostGIS in it: about 19 s of CPU. */
export async function createInFull(folder: string) {
  const pglite = await openPglite(folder, fullBundle())
  await pglite.exec('create extension postgis')
  await pglite.close()
}

/**
 * Makes sure that the data folder is there. A new one is made under another name and renamed, so that a process killed
 * on the way leaves nothing that looks like a database.
 */
export async function prepareFolder(folder: string): Promise<Opening> {
  const unfinished = `${folder}.new`
  if (existsSync(folder)) {
    refuseOtherVersion(folder)
    return 'reopened'
  }
  rmSync(unfinished, { recursive: true, force: true })
  const template = templatePath()
  const hasTemplate = existsSync(template)
  if (hasTemplate) unpackFolder(readFileSync(template), unfinished)
  else await createInFull(unfinished)
  renameSync(unfinished, folder)
  return hasTemplate ? 'from-template' : 'created-in-full'
}

function refuseOtherVersion(folder: string) {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR) throw new Error(`the database in ${folder} is of PostgreSQL ${version}, this is ${MAJOR}: dump it with the version that made it, and load the dump`)
}
