import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Embedded, EmbeddedOptions } from '../../../api/db/embedded.ts'
import { build, compiled } from '../../kit/compiled.ts'

type EmbeddedModule = typeof import('../../../api/db/embedded.ts')

/** A folder that is gone after the test. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-db-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** An embedded database of the test's own, from the compiled server, since Node 20 starts no thread from TypeScript. */
export async function openOwn(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  build('server')
  const { openEmbedded } = await compiled<EmbeddedModule>('api/db/embedded.js')
  return openEmbedded({ dataDir, log: () => {}, ...options })
}

/** How `pg` reaches an embedded database. */
export const reaching = (embedded: Embedded) =>
  ({ stream: embedded.stream as unknown as NonNullable<pg.PoolConfig['stream']>, user: 'postgres', database: 'postgres' })
