import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fullBundle } from './postgis-bundle.ts'
import { createInFull, openPglite } from './embedded-folder.ts'
import { packFolder, templatePath } from './template.ts'

const SEGMENT_BYTES = 16 * 2 ** 20
const KEPT_AFTER_LAST_BYTES = 256 * 1024 // the closing checkpoint is written behind the place that is read below

/** The place of a log position: which segment's file, and how far into it. */
function placeOf(position: string): { segment: string; offset: number } {
  const [high = 0, low = 0] = position.split('/').map((part) => Number.parseInt(part, 16))
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0')
  return { segment: `00000001${hex(high)}${hex(Math.floor(low / SEGMENT_BYTES))}`, offset: low % SEGMENT_BYTES }
}

/** Makes a data folder with PostGIS and nothing else as small as it gets; gives the last position of its log. */
async function makeSmall(folder: string): Promise<string> {
  await createInFull(folder)
  const pglite = await openPglite(folder, fullBundle())
  // Nobody connects to the two other databases that every cluster brings, and no vacuum would ever reach them.
  await pglite.exec(`update pg_database set datistemplate = false where datname in ('template0', 'template1')`)
  await pglite.exec('drop database template0')
  await pglite.exec('drop database template1')
  await pglite.exec('vacuum full')
  await pglite.exec('vacuum (freeze, analyze)')
  await pglite.exec('checkpoint')
  await pglite.exec('select pg_switch_wal()')
  await pglite.exec('checkpoint')
  const { rows } = await pglite.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at')
  await pglite.close()
  const at = rows[0]?.at
  if (at === undefined) throw new Error('the database does not say where its log ends')
  return at
}

const folder = await mkdtemp(join(tmpdir(), 'template-'))
try {
  const made = join(folder, 'postgres')
  const { segment, offset } = placeOf(await makeSmall(made))
  const packed = packFolder(made, (path, content) => {
    if (dirname(path) !== 'pg_wal') return content
    if (basename(path) !== segment) return undefined // older, or prepared for later
    return content.fill(0, offset + KEPT_AFTER_LAST_BYTES) // what an earlier use of the file left there
  })
  const target = templatePath()
  for (const other of await readdir(dirname(target))) {
    if (/^template-pglite-.*\.br$/.test(other)) await rm(join(dirname(target), other))
  }
  await writeFile(target, packed)
  process.stdout.write(`${basename(target)}: ${(packed.length / 1e6).toFixed(2)} MB\n`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
