import type pg from 'pg'

/** The oldest versions that the SQL of this project is tested on. */
export const OLDEST = { postgresql: 15, postgis: '3.3' } as const

const LOCK = 'vidnova: create extension'
const CREATE_BY_HAND = 'have a superuser run: create extension postgis'

/** Whether a version such as 3.10.1 is at least one such as 3.3. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [have, want] = [version, oldest].map((text) => text.split('.').map(Number))
  for (const [index, part] of (want ?? []).entries()) {
    const ours = have?.[index] ?? 0
    if (ours !== part) return ours > part
  }
  return true
}

/** Makes sure that a server can carry the project, creating the PostGIS extension if it may; gives the versions, or throws a sentence for the operator. */
export async function requirePostgis(pool: pg.Pool): Promise<{ postgresql: string; postgis: string }> {
  const client = await pool.connect().catch((error: Error) => {
    throw new Error(`the database server of DATABASE_URL does not answer: ${error.message}`, { cause: error })
  })
  try {
    const { rows: [server] } = await client.query<{ number: number; version: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    )
    if (!server || server.number < OLDEST.postgresql * 10_000) {
      throw new Error(`PostgreSQL ${OLDEST.postgresql} or newer is needed, the server is ${server?.version}`)
    }
    if (!(await hasPostgis(client))) await createPostgis(client)
    const { rows: [found] } = await client.query<{ postgis: string }>('select postgis_lib_version() as postgis')
    const postgis = found?.postgis ?? '0'
    if (!isAtLeast(postgis, OLDEST.postgis)) throw new Error(`PostGIS ${OLDEST.postgis} or newer is needed, the server has ${postgis}`)
    return { postgresql: server.version, postgis }
  } finally {
    client.release()
  }
}

async function hasPostgis(client: pg.ClientBase): Promise<boolean> {
  return (await client.query(`select from pg_extension where extname = 'postgis'`)).rowCount === 1
}

async function createPostgis(client: pg.ClientBase) {
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [LOCK]) // two servers may start together
    await client.query('create extension if not exists postgis')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`PostGIS is missing in the database of DATABASE_URL and could not be created there (${(error as Error).message}): ${CREATE_BY_HAND}`, { cause: error })
  }
}
