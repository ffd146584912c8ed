import type pg from 'pg'

/** The rows that migrations put into one table, as row literals. */
export type Seed = { readonly table: string; readonly columns: readonly string[]; readonly rows: readonly string[] }

type Queries = Pick<pg.ClientBase, 'query'>
type Table = { table: string; columns: string[] }

// Ours: what no extension brought and no migration runner keeps for itself. Generated columns cannot be written.
const OUR_TABLES = `
  select format('%I.%I', n.nspname, c.relname) as table,
    array(select quote_ident(a.attname) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname <> 'pgmigrations'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by 1`

async function ourTables(client: Queries): Promise<Table[]> {
  return (await client.query<Table>(OUR_TABLES)).rows
}

/** What stands in the tables after the migrations. */
export async function readSeeds(client: Queries): Promise<Seed[]> {
  const seeds: Seed[] = []
  for (const { table, columns } of await ourTables(client)) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table} t`)
    if (rows.length > 0) seeds.push({ table, columns, rows: rows.map(({ row }) => row) })
  }
  return seeds
}

/**
 * Empties every table and puts the seeds back, in one transaction. Triggers and foreign keys rest meanwhile, so that
 * `events`, which refuses deletes, is emptied too. Deletes, since a truncate of 30 small tables costs four times as much.
 */
export async function reset(client: Queries, seeds: readonly Seed[]) {
  await client.query('begin')
  await client.query(`set local session_replication_role = replica; set local lock_timeout = '5s'`)
  for (const { table } of await ourTables(client)) await client.query(`delete from ${table}`)
  for (const { table, columns, rows } of seeds) {
    const values = columns.map((column) => `(row_literal::${table}).${column}`).join(', ')
    await client.query(
      `insert into ${table} (${columns.join(', ')}) overriding system value select ${values} from unnest($1::text[]) row_literal`,
      [rows],
    )
  }
  await client.query('commit')
}
