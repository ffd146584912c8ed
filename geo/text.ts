import { z } from 'zod'

// U+0000 is refused by Postgres; a lone surrogate would be stored as another text than was hashed.
const storable = (text: string) => !text.includes('\0') && !/\p{Surrogate}/u.test(text)

/** Text that can be stored as it is: no NUL, no lone surrogate, at most `max` UTF-16 units. */
export const text = (max: number) => z.string().max(max).refine(storable, 'text holds a character that cannot be stored (NUL or half of a pair)')

/** Text with something in it, trimmed. */
export const words = (max: number) => text(max).transform((value) => value.trim()).refine((value) => value.length > 0, 'is empty')

// Postgres refuses offsets from 16 hours; no place has more than 14.
const FAR_OFFSET = /[+-](?:1[5-9]|2\d):\d\d$/

/** An RFC 3339 time with offset, between 1970 and 2200. Kept as sent. */
export const Instant = z.iso.datetime({ offset: true }).refine((value) => {
  const at = Date.parse(value)
  return at >= 0 && at < 7_258_118_400_000
}, 'a time between 1970 and 2200').refine((value) => !FAR_OFFSET.test(value), 'an offset of less than 15 hours')

/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits')

/** A name in both languages; one may be missing. */
export const Names = z.object({ uk: z.string().nullable(), en: z.string().nullable() })
export type Names = z.infer<typeof Names>

const CYRILLIC = /[\u0400-\u04ff]/

/** Names to be read in either language: words that are the same in both are in the letters of one, and for the other language it is the name of the area. */
export function readableNames(names: Names, area: Names): Names {
  if (names.uk === null || names.uk !== names.en) return { uk: names.uk ?? area.uk, en: names.en ?? area.en }
  return CYRILLIC.test(names.uk) ? { uk: names.uk, en: area.en ?? names.en } : { uk: area.uk ?? names.uk, en: names.en }
}
