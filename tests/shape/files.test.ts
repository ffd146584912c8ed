import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, lineAt, read, sources, sourcesIn, walk, type Node, type Source } from './source.ts'

const LONGEST_LINES = 300
// What a tool wants as a default export.
const TOOL_CONFIGS = /(^|\/)(vite|vitest)(\.[a-z]+)?\.config\.ts$/
const KEBAB = /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/
const TOPS = ['api', 'geo', 'web', 'migrations', 'tests', '.ci']

const written = TOPS.flatMap(filesBelow).filter((path) => /\.(ts|tsx|mjs|css|sh)$/.test(path))

describe('files', () => {
  test('are rooms: at most 300 lines', () => {
    const halls = written.map((path) => ({ path, lines: read(path).split('\n').length - 1 })).filter(({ lines }) => lines > LONGEST_LINES)
    expect(halls).toEqual([])
  })

  test('are named in kebab-case', () => {
    expect(written.filter((path) => !basename(path).split('.').every((part) => part === '' || KEBAB.test(part)))).toEqual([])
  })

  test('are no barrels', () => {
    const barrels = sources.filter(({ path, program }) => /(^|\/)index\.(ts|tsx|mjs)$/.test(path)
      || (program.body as Node[]).some(({ type }) => type === 'ExportAllDeclaration'))
    expect(barrels.map(({ path }) => path)).toEqual([])
  })

  test('have no default export, but where a tool demands one', () => {
    const defaults = sources.filter(({ path, program }) => !TOOL_CONFIGS.test(path)
      && (program.body as Node[]).some(({ type }) => type === 'ExportDefaultDeclaration'))
    expect(defaults.map(({ path }) => path)).toEqual([])
  })
})

type Identifier = { name?: string }
type Value = { callee?: Identifier; body?: { tag?: Identifier } } | undefined
type Declaration = Node & { id?: Identifier; declarations?: { id: Identifier; init?: Value }[] }

// An endpoint's summary is its sentence, and the contract's test asks for it; a query that is one statement says it in SQL.
const saysItself = (value: Value) => value?.callee?.name === 'endpoint' || value?.body?.tag?.name === 'sql'

/** The names that an export declares, but those that say themselves what they give. */
function declared(node: Node): string[] {
  const declaration = node.declaration as Declaration | null
  if (node.type !== 'ExportNamedDeclaration' || !declaration) return []
  const constants = (declaration.declarations ?? []).filter(({ init }) => !saysItself(init))
  return [declaration.id, ...constants.map(({ id }) => id)].flatMap((id) => id?.name ?? [])
}

function undocumented({ path, text, program, comments }: Source): string[] {
  const documented = new Set<string>()
  const exported = new Set<string>()
  for (const node of program.body as Node[]) {
    const doc = comments.find(({ type, value, end }) => type === 'Block' && value.startsWith('*') && end <= node.start && text.slice(end, node.start).trim() === '')
    for (const name of declared(node)) {
      exported.add(name)
      if (doc && doc.value.replace(/[*\s]/g, '').length > 8) documented.add(name)
    }
  }
  return [...exported].filter((name) => !documented.has(name)).map((name) => `${path}: ${name}`)
}

describe('exports', () => {
  test('say in a sentence what they give', () => {
    const named = [...sourcesIn('api', 'geo', 'web'), ...sources.filter(({ path }) => path.startsWith('tests/kit/'))]
    expect(named.filter(({ path }) => !path.endsWith('.mjs')).flatMap(undocumented)).toEqual([])
  })
})

/** The places in all sources, of which `broken` says so. */
function places(among: readonly Source[], broken: (node: Node, source: Source) => boolean): string[] {
  const found: string[] = []
  for (const source of among) walk(source.program, (node) => { if (broken(node, source)) found.push(`${source.path}:${lineAt(source.text, node.start)}`) })
  return found
}

describe('code', () => {
  test('swallows no error: every catch does or says something', () => {
    expect(places(sources, (node, { text }) => node.type === 'CatchClause'
      && ((node.body as Node).body as unknown[]).length === 0 && !/\/[/*]/.test(text.slice(node.start, node.end)))).toEqual([])
  })

  test('has no `any`', () => {
    expect(places(sources, ({ type }) => type === 'TSAnyKeyword')).toEqual([])
  })

  test('silences no checker and leaves nothing for later', () => {
    const words = new RegExp(['@ts-ignore', '@ts-nocheck', '\\bTO' + 'DO\\b', '\\bFIX' + 'ME\\b', '\\bX{3}\\b', 'eslint-disable'].join('|'))
    expect(sources.flatMap(({ path, text, comments }) => comments
      .filter(({ value }) => words.test(value)).map(({ start }) => `${path}:${lineAt(text, start)}`))).toEqual([])
  })

  test('skips no test', () => {
    expect(places(sourcesIn('tests'), (node) => {
      const object = (node.object as Identifier | undefined)?.name ?? ''
      const property = (node.property as Identifier | undefined)?.name ?? ''
      return node.type === 'MemberExpression' && ['test', 'it', 'describe'].includes(object) && ['skip', 'only', 'todo', 'fails'].includes(property)
    })).toEqual([])
  })
})
