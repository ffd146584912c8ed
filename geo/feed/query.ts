import { z } from 'zod'
import { Bbox } from '../space/position.ts'
import { fromCursor } from './cursor.ts'

/** How many features a page holds when nothing is asked. */
export const LIMIT_DEFAULT = 100
/** How many features a page holds at most; more are clamped to it. */
export const LIMIT_MOST = 10_000

/** The one coordinate reference system of the feed: longitude, latitude on WGS 84. */
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

/** From and to in milliseconds since 1970, both included; null is open. */
export type Period = { readonly from: number | null; readonly to: number | null }

const INSTANT = z.iso.datetime({ offset: true })
const DAY = z.iso.date()
const DAY_MS = 86_400_000

function bounds(text: string): { first: number; last: number } | undefined {
  if (INSTANT.safeParse(text.toUpperCase()).success) return { first: Date.parse(text), last: Date.parse(text) }
  if (DAY.safeParse(text).success) return { first: Date.parse(text), last: Date.parse(text) + DAY_MS - 1 }
  return undefined
}

function periodOf(text: string): Period | undefined {
  const parts = text.split('/')
  if (parts.length > 2) return undefined
  const [start = '', end = start] = parts
  const open = (part: string) => parts.length === 2 && (part === '' || part === '..')
  if (open(start) && open(end)) return undefined
  const [from, to] = [open(start) ? null : bounds(start), open(end) ? null : bounds(end)]
  if (from === undefined || to === undefined || (from !== null && to !== null && from.first > to.last)) return undefined
  return { from: from?.first ?? null, to: to?.last ?? null }
}

/** An instant, a day, or an interval with at most one open end (OGC 17-069r4, 7.15.4). */
export const Datetime = z.string().max(100).transform((text, context) => {
  const period = periodOf(text)
  if (period !== undefined) return period
  context.issues.push({ code: 'custom', input: text, message: 'an RFC 3339 time, a day, or an interval: from/to, from/.. or ../to, not later than it ends' })
  return z.NEVER
})

/** A box of four numbers, or of six with heights, which are left aside: the features are flat (OGC 17-069r4, 7.15.3). */
export const FeedBbox = z.string().max(300).transform((text) => {
  const parts = text.split(',')
  return parts.length === 6 ? [parts[0], parts[1], parts[3], parts[4]].join(',') : text
}).pipe(Bbox)

const Page = z.string().regex(/^\+?\d{1,15}$/, 'a whole number from 1').transform(Number)
  .pipe(z.number().min(1, 'a whole number from 1').transform((limit) => Math.min(limit, LIMIT_MOST)))

/** The formats that answers come in. */
export const Format = z.enum(['json', 'geojson'])

/** What may be asked of a document. */
export const DocumentQuery = z.strictObject({ f: Format.optional() })

/** What may be asked of items; any other parameter is refused, since an answer that ignores a filter would be wrong. */
export const ItemsQuery = z.strictObject({
  f: Format.optional(),
  limit: Page.default(LIMIT_DEFAULT),
  bbox: FeedBbox.optional(),
  'bbox-crs': z.literal(CRS84, `only ${CRS84}`).optional(),
  datetime: Datetime.optional(),
  cursor: z.string().max(100).transform((text, context) => {
    const position = fromCursor(text)
    if (position !== undefined) return position
    context.issues.push({ code: 'custom', input: text, message: 'a cursor from a `next` link of ours' })
    return z.NEVER
  }).optional(),
})
export type ItemsQuery = z.output<typeof ItemsQuery>
