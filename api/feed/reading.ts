import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { COLLECTIONS, type CollectionId } from '../../geo/feed/collections.ts'
import { rangesOf } from '../../geo/feed/cells.ts'
import type { FeedPosition } from '../../geo/feed/cursor.ts'
import type { Extent } from '../../geo/feed/documents.ts'
import type { ItemsQuery } from '../../geo/feed/query.ts'
import type { Database } from '../db/database.ts'
import type { Sql } from '../db/sql.ts'
import { scopeDigest } from './answer.ts'
import * as queries from './queries.ts'

/** A page of features as text, not parsed on its way from the rows to the socket. */
export type FeedPage = { readonly token: string; readonly features: string; readonly returned: number; readonly last: FeedPosition | null; readonly matched: number }

const ExtentRow = z.object({ bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(), since: z.string().nullable(), until: z.string().nullable() })
const REMEMBERED = 2000

/** Answers remembered for as long as nothing happens: the token is part of what is asked, so none is ever out of date. */
function remembering() {
  const known = new Map<string, unknown>()
  return async function remember<T>(question: string, find: () => Promise<T>): Promise<T> {
    if (known.has(question)) return known.get(question) as T
    const found = await find()
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value as string)
    known.set(question, found)
    return found
  }
}

/** Reads the feed. Each answer is one statement, so one snapshot, without a transaction around it; counts are remembered between changes. */
export function makeFeed(database: Database) {
  const remember = remembering()
  const first = async <Row>(statement: Sql): Promise<Row | undefined> => (await database.look<Row>(statement))[0]

  const tokenNow = async (): Promise<string> => (await first<{ token: string }>(queries.changeToken()))?.token ?? ''

  return {
    tokenNow,

    async page(collection: CollectionId, query: ItemsQuery, scope: Scope): Promise<FeedPage> {
      const asked: queries.Asked = { scope, period: query.datetime, box: query.bbox, ranges: query.bbox === undefined ? [] : rangesOf(query.bbox) }
      const found = await first<Omit<FeedPage, 'matched'>>(queries.page(collection, asked, query.cursor, query.limit))
      if (found === undefined) throw new Error('an aggregate gave no row')
      if (found.last === null && query.cursor === undefined) return { ...found, matched: found.returned }
      const question = JSON.stringify([found.token, collection, query.bbox, query.datetime, scopeDigest(scope)])
      const matched = await remember(question, async () => (await first<{ matched: number }>(queries.matched(collection, asked)))?.matched ?? 0)
      return { ...found, matched }
    },

    feature: (collection: CollectionId, id: string, scope: Scope) => first<{ token: string; text: string }>(queries.feature(collection, id, scope)),

    /** Where each collection lies, as far as the scope reaches, with the token from before. */
    async extents(scope: Scope): Promise<{ token: string; extents: Record<string, Extent> }> {
      const token = await tokenNow()
      const extents = await Promise.all(Object.values(COLLECTIONS).map(({ id }) => remember(JSON.stringify([token, 'extent', id, scopeDigest(scope)]), async () => {
        const { bbox, since, until } = ExtentRow.parse(await first(queries.extent(id, scope)))
        return [id, { bbox, interval: since === null ? null : [since, until] } as Extent] as const
      })))
      return { token, extents: Object.fromEntries(extents) }
    },
  }
}

/** What reads the feed. */
export type Feed = ReturnType<typeof makeFeed>
