import { NO_PLACE } from './cells.ts'

/** A place in the feed's order: after the feature with this key and id. */
export type FeedPosition = { readonly key: number; readonly id: string }

const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

/** A position as the opaque `cursor` of a link. It names no page size, so that a reader may change its `limit` on the way. */
export const toCursor = ({ key, id }: FeedPosition): string => `${key < 0 ? 'l' : 'p'}${Math.abs(key).toString(36)}.${id.replaceAll('-', '')}`

/** The position in a cursor; undefined when it is none of ours. */
export function fromCursor(text: string): FeedPosition | undefined {
  const [, side, digits = '', id = ''] = /^([lp])([0-9a-z]{1,9})\.([0-9a-f]{32})$/.exec(text) ?? []
  const size = Number.parseInt(digits, 36)
  if (side === undefined || size > NO_PLACE) return undefined
  return { key: side === 'l' ? -size : size, id: id.replace(UUID, '$1-$2-$3-$4-$5') }
}
