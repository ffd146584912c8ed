import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { databaseOn } from '../../api/db/database.ts'
import { reset } from '../kit/reset.ts'
import { openRunDatabase } from '../kit/run-database.ts'
import { simulate } from './world.ts'

const say = (line: string) => { process.stdout.write(`${line}\n`) }

/** How far an earlier run came: the last seed that was proved. */
const reachedBefore = (progress: string | undefined) => (progress !== undefined && existsSync(progress) ? Number(readFileSync(progress, 'utf8')) : undefined)

/**
 * Simulates worlds of consecutive seeds on a database of its own and says what each broke. With a `progress` file it goes on after the
 * last seed that the file names; `history` is a file for the last world's, a line each. Gives the exit code.
 */
export async function proveSeeds({ first, count, phones, progress, history }: { first: number; count: number; phones: number; progress: string | undefined; history: string | undefined }): Promise<number> {
  const run = await openRunDatabase()
  const pool = new pg.Pool({ connectionString: run.url, max: 10 })
  const database = databaseOn(pool, run.kind)
  const broken: number[] = []
  const began = performance.now()
  let reports = 0
  let requests = 0
  try {
    const from = Math.max(first, (reachedBefore(progress) ?? first - 1) + 1)
    for (let seed = from; seed < first + count; seed += 1) {
      const ended = await simulate({ seed, phones, database })
      if (history !== undefined) writeFileSync(history, ended.history.all.map((happening) => `${JSON.stringify(happening)}\n`).join(''))
      const client = await pool.connect()
      await reset(client, run.seeds)
      client.release()
      reports += ended.stored.reports.length
      requests += ended.history.all.filter((happening) => happening.what === 'request').length
      if (ended.broken.length > 0) {
        broken.push(seed)
        say(`seed ${seed}, ${phones} phones: BROKEN\n  ${ended.broken.slice(0, 20).join('\n  ')}`)
      } else if (count === 1) say(`seed ${seed}, ${phones} phones: ${ended.stored.reports.length} reports, nothing broken; history ${ended.history.hash()}`)
      if (progress !== undefined) writeFileSync(progress, String(seed))
      const done = seed - from + 1
      if (count > 1 && (done % 50 === 0 || seed === first + count - 1)) {
        say(`${seed - first + 1} of ${count} seeds, ${phones} phones each; in this run ${requests} requests, ${reports} reports, ${Math.round((performance.now() - began) / 1000)} s; broken: ${broken.join(' ') || 'none'}`)
      }
    }
  } finally {
    await pool.end()
    await run.close()
  }
  return broken.length === 0 ? 0 : 1
}
