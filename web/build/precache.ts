import { createHash } from 'node:crypto'

/** A file of the built script, as far as it matters which others it brings. */
export type Chunk = {
  readonly file: string
  /** The source that it was made for: an entry, or what was imported when needed. */
  readonly from: string | null
  readonly entry: boolean
  readonly imports: readonly string[]
  readonly imported: readonly string[]
  readonly styles: readonly string[]
  readonly assets: readonly string[]
}

/** What a page loads at once: its scripts and styles, in the order in which they are needed. */
export type Start = { readonly scripts: readonly string[]; readonly styles: readonly string[] }

// The desk needs its network; its texts and its pages are not taken along.
const NOT_ON_THE_PHONE = /\/web\/(desk|admin|held|labels|i18n\/(en|uk)\/(room|admin|held|labels)\.ts|public\/start-page)/
const FIRST_PAGE = /\/web\/field\/field-page\.tsx$/
const DESK_PARTS = [/\/web\/desk\/desk-page\.tsx$/, /\/web\/desk\/desk-map\.tsx$/]
const FIRST_TEXTS = /\/web\/i18n\/(en|uk)\/(shared|field)\.ts$/

/** What a browser checks a file by. */
export const integrityOf = (bytes: string | Uint8Array): string => `sha256-${createHash('sha256').update(bytes).digest('base64')}`

function walked(chunks: ReadonlyMap<string, Chunk>, from: readonly Chunk[], next: (chunk: Chunk) => readonly string[]): Chunk[] {
  const seen = new Set<Chunk>()
  const visit = (chunk: Chunk | undefined) => {
    if (chunk === undefined || seen.has(chunk)) return
    seen.add(chunk)
    for (const file of next(chunk)) visit(chunks.get(file))
  }
  from.forEach(visit)
  return [...seen]
}

const startOf = (chunks: readonly Chunk[]): Start => ({ scripts: chunks.map(({ file }) => file), styles: [...new Set(chunks.flatMap(({ styles }) => styles))] })

function startFrom(all: readonly Chunk[], parts: readonly RegExp[]): Start {
  const chunks = new Map(all.map((chunk) => [chunk.file, chunk]))
  const roots = [...all.filter(({ entry }) => entry), ...parts.flatMap((part) => all.filter(({ from }) => from !== null && part.test(from)))]
  return startOf(walked(chunks, roots, ({ imports }) => imports))
}

/** What the crew's page loads before it can be used, without the texts, of which only one language is. */
export const crewStart = (all: readonly Chunk[]): Start => startFrom(all, [FIRST_PAGE])

/** What the desk loads before it can be used, without the texts. */
export const deskStart = (all: readonly Chunk[]): Start => startFrom(all, DESK_PARTS)

/** The files of the build that the phone keeps: first what opens the crew's page, in every language, then the rest of it; nothing of the desk. */
export function crewFiles(all: readonly Chunk[]): { readonly first: readonly string[]; readonly rest: readonly string[] } {
  const chunks = new Map(all.map((chunk) => [chunk.file, chunk]))
  const allowed = (file: string) => !NOT_ON_THE_PHONE.test(chunks.get(file)?.from ?? '')
  const start = crewStart(all)
  const texts = walked(chunks, all.filter(({ from }) => from !== null && FIRST_TEXTS.test(from)), ({ imports }) => imports)
  const first = new Set([...start.scripts, ...start.styles, ...texts.map(({ file }) => file)])
  const whole = walked(chunks, all.filter(({ entry }) => entry), ({ imports, imported }) => [...imports, ...imported.filter(allowed)])
  const files = [...new Set(whole.flatMap(({ file, styles, assets }) => [file, ...styles, ...assets]))]
  return { first: [...first], rest: files.filter((file) => !first.has(file)) }
}
