import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../root.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'
import { dumpSchema } from './schema-dump.ts'

// Migrates an empty embedded database and writes down what came of it.
const folder = await mkdtemp(join(tmpdir(), 'schema-'))
try {
  const database = await openDatabase({ dataDir: folder, log: () => undefined })
  await migrate(database)
  await writeFile(join(projectRoot, 'migrations/schema.sql'), await database.read(dumpSchema))
  await database.close()
} finally {
  await rm(folder, { recursive: true, force: true })
}
