// Migrates a database as a server does when it starts, and prints how many migrations it ran.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [modules, url, folder] = process.argv.slice(2)
const { openDatabase } = await import(pathToFileURL(join(modules, 'open.js')).href)
const { migrate } = await import(pathToFileURL(join(modules, 'migrate.js')).href)
const database = await openDatabase({ url, dataDir: folder, log: () => undefined })
process.stdout.write(`${(await migrate(database, { folder })).length}\n`)
await database.close()
