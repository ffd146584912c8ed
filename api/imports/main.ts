import { resolve } from 'node:path'
import { configFrom } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { projectRoot } from '../root.ts'
import { runImport } from './command.ts'

// The same database as the server's, by the same settings; the secret of its sessions is not needed here.
const config = configFrom({ AUTH_SECRET: '-'.repeat(32), ...process.env })

process.exitCode = await runImport(process.argv.slice(2), {
  async open() {
    const database = await openDatabase({ url: config.databaseUrl, dataDir: resolve(projectRoot, config.dataDir), log: () => {} })
    await migrate(database)
    return database
  },
  out: process.stderr,
  now: () => performance.now(),
})
