import { describe, expect, test } from 'vitest'
import { en } from '../../web/i18n/en.ts'
import { uk } from '../../web/i18n/uk.ts'
import { lineAt, sourcesIn, walk, type Node } from './source.ts'

/** Every text of a dictionary by its dotted path; a plural is one text per form. */
function textsOf(dictionary: object, prefix = ''): Map<string, string> {
  return new Map(Object.entries(dictionary).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : [...textsOf(value as object, `${prefix}${key}.`)]))
}

const FORMS = { en: ['one', 'other'], uk: ['one', 'few', 'many', 'other'] } as const
const english = textsOf(en)
const ukrainian = textsOf(uk)
const pluralOf = (path: string) => /^(.*)\.(one|few|many|other)$/.exec(path)?.[1]
const plurals = [...new Set([...english.keys()].map(pluralOf).filter((path) => path !== undefined && english.has(`${path}.one`) && english.has(`${path}.other`)))]
const isPlural = (path: string) => plurals.includes(pluralOf(path))
const placeholders = (text = '') => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort()

// The same in every language.
const PROPER_NAMES = /\b(Vidnova|English|Copernicus EMS|EMS-98|UNOSAT|UNDP|FEMA PDA|MGRS|WGS 84|Plus Codes?|OpenStreetMap|GeoNames|ENTSO-E|GitHub|OpenAPI|GeoJSON|QGIS|GDAL)\b|\{\{\s*\w+\s*\}\}/g

describe('the dictionaries', () => {
  test('have every text in both languages', () => {
    const plain = (texts: Map<string, string>) => [...texts.keys()].filter((path) => !isPlural(path)).sort()
    expect(english.size).toBeGreaterThan(50)
    expect(plain(ukrainian)).toEqual(plain(english))
  })

  test('have the plural forms of each language', () => {
    const missing = plurals.flatMap((path) => [
      ...FORMS.en.filter((form) => !english.has(`${path}.${form}`)).map((form) => `en ${path}.${form}`),
      ...FORMS.uk.filter((form) => !ukrainian.has(`${path}.${form}`)).map((form) => `uk ${path}.${form}`),
    ])
    expect(missing).toEqual([])
  })

  test('leave no text empty', () => {
    expect([...english, ...ukrainian].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('put the same values into a text', () => {
    const unlike = [...english].filter(([path, text]) => !isPlural(path) && placeholders(text).join() !== placeholders(ukrainian.get(path)).join())
    expect(unlike.map(([path]) => path)).toEqual([])
  })

  test('are in Ukrainian where they say so', () => {
    const copied = [...ukrainian].filter(([path, text]) => english.get(path) === text && /[a-z]{3,}/i.test(text.replace(PROPER_NAMES, '')))
    expect(copied).toEqual([])
  })
})

const READ_BY_PEOPLE = ['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'label']
const hasWord = (text: unknown) => typeof text === 'string' && /\p{L}{2,}/u.test(text.replace(/&\w+;/g, ''))

describe('the screens', () => {
  test('hold no text of their own', () => {
    const hard: string[] = []
    for (const { path, text, program } of sourcesIn('web').filter(({ path: at }) => at.endsWith('.tsx'))) {
      const note = (node: Node, words: unknown) => { if (hasWord(words)) hard.push(`${path}:${lineAt(text, node.start)} ${String(words).trim()}`) }
      walk(program, (node) => {
        if (node.type === 'JSXText') note(node, node.value)
        if (node.type === 'JSXAttribute' && READ_BY_PEOPLE.includes(String((node.name as { name?: unknown }).name))) {
          const value = node.value as Node | null
          note(node, value?.type === 'JSXExpressionContainer' ? (value.expression as Node).value : value?.value)
        }
      })
    }
    expect(hard).toEqual([])
  })
})
