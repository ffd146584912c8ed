import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { parseSync } from 'vite'
import { projectRoot } from '../../api/root.ts'

/** A node of the syntax tree, as far as the rules look at it. */
export type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown }

/** One source file, parsed: `path` is relative to the root. */
export type Source = {
  readonly path: string
  readonly text: string
  readonly program: Node
  readonly comments: readonly { readonly type: string; readonly value: string; readonly start: number; readonly end: number }[]
  /** Every module it names, static or dynamic, with the line; `typesOnly` when nothing of it remains at run time. */
  readonly imports: readonly { readonly from: string; readonly line: number; readonly typesOnly: boolean }[]
}

const NOT_OURS = new Set(['node_modules', '.git', '.build', 'artefacts'])

/** Every file below a folder of the project, relative to the root. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(path)
    return [path]
  })
}

/** The text of a file of the project. */
export const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8')

/** The line, from 1, of an offset. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** Calls `visit` on a node and all below it, parents first. */
export function walk(node: unknown, visit: (node: Node) => void) {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit)
  } else if (node !== null && typeof node === 'object') {
    if ('type' in node && 'start' in node) visit(node as Node)
    for (const below of Object.values(node)) if (below !== null && typeof below === 'object') walk(below, visit)
  }
}

function parse(path: string): Source {
  const text = read(path)
  const { program, comments, errors } = parseSync(basename(path), text)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const tree = program as unknown as Node
  const imports: Source['imports'][number][] = []
  walk(tree, ({ source, start, importKind }) => {
    const from = (source as { value?: unknown } | null | undefined)?.value
    if (typeof from === 'string') imports.push({ from, line: lineAt(text, start), typesOnly: importKind === 'type' })
  })
  return { path, text, program: tree, comments, imports }
}

/** All TypeScript and JavaScript of the project, parsed once. */
export const sources: readonly Source[] = ['api', 'geo', 'web', 'tests', '.ci']
  .flatMap(filesBelow)
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'))
  .map(parse)

/** The sources below some top folders. */
export const sourcesIn = (...tops: string[]): Source[] => sources.filter(({ path }) => tops.includes(path.split('/')[0] ?? ''))

/** Where a relative import leads, from the root; undefined for a package. Vite's `?url` and its kin are left off. */
export function target(source: Source, from: string): string | undefined {
  if (!from.startsWith('.')) return undefined
  return relative(projectRoot, join(projectRoot, dirname(source.path), from.replace(/\?.*$/, '')))
}
