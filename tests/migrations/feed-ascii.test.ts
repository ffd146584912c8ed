import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { inTransaction } from '../kit/database.ts'

// The same by code unit, which is how JSON writes what lies above U+FFFF.
const asciiOf = (json: string) => json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

test('any JSON keeps its meaning in ASCII, letters above U+FFFF and backslashes before others with it', inTransaction(async (client) => {
  const letter = fc.oneof(fc.constantFrom('\\', '"', '\n', 'ї', 'Ґ', '’', '🛠', '\u007f', '\u0080', '\uffff'),
    fc.integer({ min: 1, max: 0x10ffff }).filter((code) => code < 0xd800 || code > 0xdfff).map((code) => String.fromCodePoint(code)))
  const texts = fc.sample(fc.array(letter).map((letters) => JSON.stringify({ text: letters.join('') })), { numRuns: 200, seed: 13 })
  const { rows } = await client.query<{ ascii: string }>('select json_ascii(t) as ascii from unnest($1::text[]) with ordinality as r(t, nth) order by nth', [texts])
  expect(rows.map((row) => row.ascii)).toEqual(texts.map(asciiOf))
  expect(rows.map((row) => JSON.parse(row.ascii) as unknown)).toEqual(texts.map((text) => JSON.parse(text) as unknown))
}))

test('texts of the feed that were written before are rewritten, with the same meaning', inTransaction(async (client) => {
  const old = JSON.stringify({ type: 'Feature', properties: { nameUk: 'ПС 330 кВ "Їжак" 🛠', nameEn: 'PS 330' } })
  const feature = '00000000-0000-4000-8000-000000000001'
  for (const table of ['site_features', 'damage_features', 'repair_features']) {
    await client.query(`insert into ${table} (id, key, starts, version, text) values ($1, 0, now(), 1, $2)`, [feature, old])
  }
  const [, updates = ''] = readFileSync(join(projectRoot, 'migrations/0013-feed-ascii.sql'), 'utf8').split(/(?=^update site_features)/m)
  await client.query(updates)
  const { rows } = await client.query<{ text: string }>('select text from site_features where id = $1 union all select text from damage_features where id = $1 union all select text from repair_features where id = $1', [feature])
  expect(rows.map((row) => row.text)).toEqual(Array.from({ length: 3 }, () => asciiOf(old)))
}))
