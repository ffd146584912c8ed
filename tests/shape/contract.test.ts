import { describe, expect, test } from 'vitest'
import { CONTRACT } from '../../geo/http/contract.ts'
import { PROBLEMS } from '../../geo/problems.ts'
import { sourcesIn } from './source.ts'

const nameOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`

describe('the contract', () => {
  test('has no address twice', () => {
    const names = CONTRACT.map((endpoint) => nameOf(endpoint).replace(/\{\w+\}/g, '{}'))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('holds every endpoint that geo declares', () => {
    const declared = sourcesIn('geo').filter(({ path }) => path.endsWith('contract.ts')).flatMap(({ text }) => text.match(/= endpoint\(/g) ?? [])
    expect(CONTRACT.length).toBe(declared.length)
  })

  test.each(CONTRACT.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s says what it does and whom it serves', (_, endpoint) => {
    expect(endpoint.summary).toMatch(/^\p{Lu}.{8,}[^.]$/u)
    expect(endpoint.tag).not.toBe('')
    expect(endpoint.path).toMatch(/^\/[a-z0-9{}/_.-]+$/i)
    expect(['anyone', 'signed-in'].includes(String(endpoint.roles)) || endpoint.roles.length > 0, 'names its roles').toBe(true)
    expect(endpoint.limitBytes).toBeGreaterThan(0)
    for (const problem of endpoint.problems) expect(PROBLEMS).toHaveProperty([problem])
    for (const [, name] of endpoint.path.matchAll(/\{(\w+)\}/g)) {
      expect(Object.keys((endpoint.params as unknown as { shape: object }).shape)).toContain(name)
    }
  })
})

describe('the problems', () => {
  test.each(Object.entries(PROBLEMS))('%s has a status, a title and says what to change', (name, { status, title, help }) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title.length).toBeGreaterThan(5)
    expect(help.length).toBeGreaterThan(5)
  })
})
