import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { read, sourcesIn, target, walk, type Source } from './source.ts'

const WEB_SECTIONS = ['field', 'desk', 'public', 'admin', 'labels']
// The files that put the sections together.
const WEB_ROOTS = ['web/main.tsx', 'web/routes.tsx']
// Packages without clock, random, network or DOM.
const PURE = /^(zod|mgrs|open-location-code|@turf\/[a-z-]+)$/

const folder = (path: string, depth: number) => path.split('/')[depth] ?? ''
const packageOf = (from: string) => from.split('/').slice(0, from.startsWith('@') ? 2 : 1).join('/')

/** The imports that `broken` objects to, one line each. */
function found(sources: readonly Source[], broken: (from: string, to: string | undefined, source: Source) => boolean): string[] {
  return sources.flatMap((source) => source.imports
    .filter(({ from }) => broken(from, target(source, from), source))
    .map(({ from, line }) => `${source.path}:${line} imports ${from}`))
}

describe('imports', () => {
  test('cross no top folder but into geo', () => {
    expect(found(sourcesIn('api', 'geo', 'web'), (_, to, { path }) =>
      to !== undefined && folder(to, 0) !== folder(path, 0) && (folder(to, 0) !== 'geo' || folder(path, 0) === 'geo'))).toEqual([])
  })

  test('name an existing file, with its extension', () => {
    expect(found(sourcesIn('api', 'geo', 'web', 'tests'), (_, to) =>
      to !== undefined && !(/\.\w+$/.test(to) && existsSync(join(projectRoot, to))))).toEqual([])
  })

  test('of geo are pure', () => {
    expect(found(sourcesIn('geo'), (from, to) => to === undefined && !PURE.test(from))).toEqual([])
  })

  test('between the sections of web do not exist', () => {
    const section = (path: string) => (folder(path, 0) === 'web' && WEB_SECTIONS.includes(folder(path, 1)) ? folder(path, 1) : undefined)
    expect(found(sourcesIn('web'), (_, to, { path }) =>
      to !== undefined && section(to) !== undefined && section(to) !== section(path) && !WEB_ROOTS.includes(path))).toEqual([])
  })

  test('of another slice of the api never reach its queries', () => {
    expect(found(sourcesIn('api'), (_, to, { path }) =>
      to !== undefined && /queries\.ts$/.test(to) && folder(to, 1) !== folder(path, 1))).toEqual([])
  })

  test('from npm are dependencies that package.json names; what ships does not need those of development', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    const named = (from: string, path: string) => {
      const name = packageOf(from)
      return from.startsWith('node:') || from.startsWith('virtual:') || name in (dependencies ?? {})
        || (name in (devDependencies ?? {}) && (path.startsWith('tests/') || path.endsWith('.mjs')))
    }
    const unnamed = sourcesIn('api', 'geo', 'web', 'tests').map((source) => ({ ...source, imports: source.imports.filter(({ from, typesOnly }) =>
      !(typesOnly && existsSync(join(projectRoot, 'node_modules/@types', from)))) }))
    expect(found(unnamed, (from, to, { path }) => to === undefined && !named(from, path))).toEqual([])
  })

  test('of Node do not occur in the web', () => {
    const shipped = sourcesIn('web').filter(({ path }) => !path.endsWith('.mjs') && !path.endsWith('vite.config.ts') && !path.startsWith('web/build/'))
    expect(found(shipped, (from) => from.startsWith('node:'))).toEqual([])
  })
})

describe('geo', () => {
  test('reads no clock and no random number', () => {
    const impure: string[] = []
    for (const { path, text, program } of sourcesIn('geo')) {
      walk(program, (node) => {
        const words = text.slice(node.start, node.end)
        const clock = node.type === 'NewExpression' && /^new Date\s*(\(\s*\))?$/.test(words)
        const call = node.type === 'CallExpression' && /^(Date\(|Date\.now\(|Math\.random\(|crypto\.|performance\.|fetch\(|console\.)/.test(words)
        if (clock || call) impure.push(`${path}: ${words}`)
      })
    }
    expect(impure).toEqual([])
  })
})
