import { createHash } from 'node:crypto'
import type { Database } from '../../api/db/database.ts'
import { sql } from '../../api/db/sql.ts'
import type { PhotoStore } from '../../api/photos/store.ts'

/** What the server keeps when the world ends, as its tables and its disk say. */
export type Stored = {
  readonly reports: readonly { readonly id: string; readonly hash: string; readonly by: string; readonly receivedAtMs: number; readonly photos: readonly { readonly sha256: string; readonly landed: boolean }[] }[]
  /** What was set aside for a person to look at. */
  readonly held: readonly { readonly held: string; readonly id: string; readonly hash: string; readonly by: string; readonly why: string; readonly decision: 'accepted' | 'discarded' | 'arrived' | null; readonly receivedAtMs: number; readonly photos: readonly { readonly sha256: string; readonly landed: boolean }[] }[]
  readonly ops: readonly { readonly id: string; readonly hash: string; readonly by: string }[]
  /** SHA-256 of the bytes that lie under each hash; null where none do. */
  readonly bytes: Readonly<Record<string, string | null>>
  readonly damages: readonly { readonly id: string; readonly reports: number }[]
  readonly repairs: readonly { readonly id: string; readonly state: string }[]
  readonly events: readonly { readonly verb: string; readonly id: string; readonly body: Readonly<Record<string, unknown>> }[]
}

/** Reads all that the checker looks at. */
export async function readStored(database: Database, photos: PhotoStore): Promise<Stored> {
  const reports = await database.look<Stored['reports'][number]>(sql`
    select r.id, r.hash, r.filed_by as by, (extract(epoch from r.received_at) * 1000)::float8 as "receivedAtMs",
           coalesce((select json_agg(json_build_object('sha256', p.sha256, 'landed', p.stored_at is not null) order by p.nth) from photos p where p.report_id = r.id), '[]') as photos
      from reports r order by r.id`)
  const held = await database.look<Stored['held'][number]>(sql`
    select h.id as held, h.op_id as id, h.hash, h.author as by, h.why, h.decision, (extract(epoch from h.received_at) * 1000)::float8 as "receivedAtMs",
           coalesce((select json_agg(json_build_object('sha256', p.sha256, 'landed', p.stored_at is not null) order by p.nth) from held_photos p where p.held_id = h.id), '[]') as photos
      from held_ops h order by h.op_id, h.id`)
  const bytes: Record<string, string | null> = {}
  for (const { sha256, landed } of [...reports, ...held].flatMap((announcing) => announcing.photos)) {
    if (!landed && bytes[sha256] !== undefined) continue
    const found = landed ? await photos.get(sha256, 'original') : undefined
    bytes[sha256] = found === undefined ? null : createHash('sha256').update(found).digest('hex')
  }
  return {
    reports, held, bytes,
    ops: await database.look(sql`select id, hash, actor as by from ops order by id`),
    damages: await database.look(sql`select id, (select count(*)::int from reports r where r.damage_id = d.id) as reports from damages d order by id`),
    repairs: await database.look(sql`select id, state from repairs order by id`),
    events: await database.look(sql`select verb, id, body from events where noun in ('report', 'damage', 'repair', 'photo') order by seq`),
  }
}

/**
 * The state that a history leads to, free of the ids that the server gave: a damage is named by its reports.
 * Equal texts are equal states.
 */
export async function stateOf(database: Database): Promise<string> {
  const rows = await database.look(sql`
    select (select array_agg(r.id order by r.id) from reports r where r.damage_id = d.id) as reports, d.site_id, d.kind, d.state, d.severity, d.function, d.safety, d.tier, d.rank, d.people, d.area_code,
           d.priority, d.report_count, d.photo_count, d.photos_missing, d.opened_at, d.last_report_at, d.restored_at,
           (select json_agg(json_build_array(p.state, p.crew_id, p.since, p.blocked_by, p.version) order by p.id) from repairs p where p.damage_id = d.id) as repairs
      from damages d order by 1`)
  return rows.map((row) => JSON.stringify(row)).join('\n')
}
