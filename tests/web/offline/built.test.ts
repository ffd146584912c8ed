import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { build } from '../../kit/compiled.ts'
import { BUILT_WEB } from '../../kit/web-origin.ts'

const BUDGET_KB = 60

const bytesOf = (file: string) => readFileSync(join(BUILT_WEB, file))
const named = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([, file = '']) => file)

let crewPage: string
let index: string
let deskPage: string
/** What the worker keeps: path and integrity. */
let list: Map<string, string>

beforeAll(() => {
  build('all')
  crewPage = bytesOf('field.html').toString()
  index = bytesOf('index.html').toString()
  deskPage = bytesOf('desk.html').toString()
  list = new Map([...bytesOf('service-worker.js').toString().matchAll(/\[[`'"](\/[^`'"]+)[`'"],[`'"](sha256-[^`'"]+)[`'"]\]/g)].map(([, path = '', integrity = '']) => [path, integrity]))
})

describe('the crew\'s page as it is built', () => {
  test(`loads at most ${BUDGET_KB} kB of compressed script before it can be used, in either language`, () => {
    const scripts = named(crewPage, /(?:src|href)="(\/assets\/[^"]+\.js)"/g)
    expect(scripts.length).toBeGreaterThan(3)
    const texts = readdirSync(join(BUILT_WEB, 'assets')).map((file) => `/assets/${file}`).filter((file) => /\/(shared|field)-[^.]{8}\.js$/.test(file) && /noneHelp|notFoundHelp/.test(bytesOf(file).toString()))
    const languageOf = (file: string) => ((bytesOf(file).toString().match(/[а-яіїєґ]{4}/g) ?? []).length > 20 ? 'uk' : 'en')
    for (const language of ['uk', 'en']) {
      const own = texts.filter((file) => languageOf(file) === language)
      expect(own.length, `texts in ${language}`).toBe(2)
      const all = [...scripts, ...own].map(bytesOf)
      const kB = (size: (bytes: Buffer) => number) => all.reduce((sum, bytes) => sum + size(bytes), 0) / 1000
      const packed = { gzip: kB((bytes) => gzipSync(bytes, { level: 9 }).length), brotli: kB((bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length) }
      process.stdout.write(`crew's page, ${language}: ${all.length} scripts, ${packed.gzip.toFixed(1)} kB by gzip, ${packed.brotli.toFixed(1)} kB by brotli\n`)
      expect(packed.brotli, 'as the server sends it').toBeLessThanOrEqual(BUDGET_KB)
    }
  })

  test('asks for all its scripts and styles at once, and for few of them', () => {
    const files = named(crewPage, /(?:src|href)="(\/assets\/[^"]+)"/g)
    expect(files.length).toBeLessThanOrEqual(14)
    expect(files.filter((file) => /desk|admin|points-layer|schemas/.test(file))).toEqual([])
    const imported = files.filter((file) => file.endsWith('.js')).flatMap((file) => named(bytesOf(file).toString(), /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    expect(imported.filter((file) => !files.includes(`/assets/${file}`))).toEqual([])
  })

  test('and every other page hold no script or style of their own, which the content security policy would refuse', () => {
    for (const page of [crewPage, index, deskPage]) {
      expect(named(page, /<script(?![^>]*\bsrc=)([^>]*)>/g)).toEqual([])
      expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
    }
  })

  test('puts the theme on before anything is drawn', () => {
    for (const page of [crewPage, index, deskPage]) expect(page.indexOf('first-paint')).toBeLessThan(page.indexOf('rel="stylesheet"'))
  })
})

const importsOf = (file: string) => named(bytesOf(file).toString(), /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g).map((name) => `/assets/${name}`)

describe('the desk\'s page as it is built', () => {
  test('asks for its scripts and styles at once, and for few of them', () => {
    const files = named(deskPage, /(?:src|href)="(\/assets\/[^"]+)"/g)
    const scripts = files.filter((file) => file.endsWith('.js'))
    process.stdout.write(`desk's page: ${scripts.length} scripts and ${files.length - scripts.length} styles\n`)
    expect(scripts.length).toBeLessThanOrEqual(20)
    expect(scripts.flatMap(importsOf).filter((file) => !files.includes(file))).toEqual([])
    expect(files.filter((file) => /admin|board|field-page|panel|palette/.test(file))).toEqual([])
  })
})

test('no two scripts of the build need each other, so that each runs after what it needs', () => {
  const done = new Set<string>()
  const visit = (file: string, above: readonly string[]) => {
    expect(above, [...above, file].join(' → ')).not.toContain(file)
    if (done.has(file)) return
    for (const next of importsOf(file)) visit(next, [...above, file])
    done.add(file)
  }
  for (const file of readdirSync(join(BUILT_WEB, 'assets')).filter((name) => name.endsWith('.js'))) visit(`/assets/${file}`, [])
  expect(done.size).toBeGreaterThan(40)
})

describe('the list of what the phone keeps', () => {
  test('is true of the files', () => {
    expect(list.size).toBeGreaterThan(40)
    const unlike = [...list].filter(([path, integrity]) => `sha256-${createHash('sha256').update(bytesOf(path)).digest('base64')}` !== integrity)
    expect(unlike).toEqual([])
  })

  test('has every part of the crew\'s page, in both languages, with map, fonts and icon', () => {
    const needed = [/^\/field\.html$/, /place-picker/, /pin-map/, /\/map-.{8}\.js/, /exif/, /more-details/, /jobs-list/, /registration/, /sign-in-page/, /account-page/, /cyrillic.*woff2/, /latin.*woff2/, /basemap\/map/, /basemap\/places/, /^\/icon\.svg$/, /webmanifest$/]
    const paths = [...list.keys()]
    expect(needed.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([])
    for (const texts of ['shared-', 'field-']) expect(paths.filter((path) => path.startsWith(`/assets/${texts}`) && /-[^.-]{8}\.js$|[^.]{8}\.js$/.test(path) && !path.includes('field-page')).length).toBeGreaterThanOrEqual(2)
  })

  test('has nothing of the desk or of administration', () => {
    expect([...list.keys()].filter((path) => /desk|admin|held-|\/(room|panel)-|start-map|start-page|index\.html|\.md$/.test(path))).toEqual([])
  })
})
