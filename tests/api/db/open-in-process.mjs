// Opens the embedded database in a folder and stays, writing rows when asked to and printing each once it is committed:
// for the tests of two processes and of a killed one.
import { pathToFileURL } from 'node:url'
import pg from 'pg'

const [module, dataDir, task] = process.argv.slice(2)
const { openEmbedded } = await import(pathToFileURL(module).href)
try {
  const { opening, stream } = await openEmbedded({ dataDir, log: () => undefined })
  process.stdout.write(`${opening}\n`)
  process.stdin.resume() // ends with its parent
  process.stdin.on('end', () => process.exit(0))
  if (task === 'write') {
    const client = new pg.Client({ stream, user: 'postgres', database: 'postgres' })
    await client.connect()
    await client.query('create table written (id int primary key, place geometry(point, 4326))')
    await client.query('create index on written using gist (place)')
    for (let id = 1; ; id += 1) {
      await client.query('insert into written values ($1, st_setsrid(st_makepoint($1 % 90, 50), 4326))', [id])
      process.stdout.write(`${id}\n`)
    }
  }
} catch (error) {
  process.stdout.write(`refused: ${error.message}\n`)
  process.exit(1)
}
