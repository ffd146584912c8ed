import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configFrom, Settings } from '../../api/config.ts'
import { projectRoot } from '../../api/root.ts'

describe('every setting', () => {
  test('has its row in the README, and no row is of none', () => {
    const rows = [...readFileSync(join(projectRoot, 'README.md'), 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
    expect(rows.sort()).toEqual(Object.keys(Settings.shape).sort())
  })

  test('that is wrong is named, all at once, without its value', () => {
    expect(() => configFrom({ PORT: 'x', AUTH_SECRET: 'short' })).toThrow(/PORT.*AUTH_SECRET/)
    expect(() => configFrom({ TIME_ZONE: 'Kyiv' })).toThrow(/TIME_ZONE: an IANA name/)
    expect(configFrom({ TIME_ZONE: 'Europe/Kyiv' }).timeZone).toBe('Europe/Kyiv')
    expect(configFrom({}).timeZone).toBe('UTC')
    expect(() => configFrom({ AUTH_SECRET: 'short' })).not.toThrow(/short(?! )/)
    expect(() => configFrom({ DATABASE_URL: 'postgres://db/vidnova' })).toThrow(/AUTH_SECRET/)
  })

  test('that is empty counts as unset; a real database has no demonstration unless it is asked for', () => {
    expect(configFrom({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8080, databaseUrl: undefined, demo: true })
    const real = { DATABASE_URL: 'postgres://db/vidnova', AUTH_SECRET: 'x'.repeat(32) }
    expect(configFrom(real).demo).toBe(false)
    expect(configFrom({ ...real, DEMO: 'yes' }).demo).toBe(true)
  })
})
