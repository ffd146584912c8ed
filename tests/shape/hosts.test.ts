import { describe, expect, test } from 'vitest'
import { filesBelow, lineAt, read } from './source.ts'

// Names and identifiers that look like addresses; nothing is fetched from them.
const IDENTIFIERS: Record<string, string> = {
  'www.w3.org': 'XML namespaces',
  'www.opengis.net': 'conformance classes and coordinate reference systems',
  'json-schema.org': 'the schema dialect in OpenAPI',
  'spec.openapis.org': 'the schema dialect in OpenAPI',
  'geojson.org': 'schemas of GeoJSON objects',
  'schemas.opengis.net': 'schemas of OGC API documents',
  'www.iana.org': 'link relations',
  'localhost': 'this machine',
  '127.0.0.1': 'this machine',
}
// Links that a person may follow and attributions that a licence demands.
const LINKS: Record<string, string> = {
  'www.openstreetmap.org': 'attribution under ODbL',
  'creativecommons.org': 'licence texts',
  'opendatacommons.org': 'licence texts',
  'www.apache.org': 'licence text',
}
const SHIPPED = /\.(ts|tsx|mjs|css|html|svg|webmanifest|sql)$/

describe('what ships', () => {
  test('names no outside host', () => {
    const outside = ['api', 'geo', 'web', 'migrations'].flatMap(filesBelow).filter((path) => SHIPPED.test(path)).flatMap((path) => {
      const text = read(path)
      return [...text.matchAll(/\b(?:https?|wss?):\/\/([^/\s'"`<>):$\\]+)/g)]
        .filter(([, host = '']) => !(host in IDENTIFIERS) && !(host in LINKS) && !/(^|\.)example(\.(org|com|net))?$/.test(host))
        .map((match) => `${path}:${lineAt(text, match.index)} ${match[0]}`)
    })
    expect(outside).toEqual([])
  })

  test('names no path of a machine', () => {
    const found = ['api', 'geo', 'web', 'migrations', 'tests', '.ci'].flatMap(filesBelow)
      .filter((path) => /\.(ts|tsx|mjs|css|html|sql|md|sh|yaml|json)$/.test(path) && path !== 'tests/shape/hosts.test.ts')
      .flatMap((path) => [...read(path).matchAll(/(?<![\w.])\/(?:home|root|Users|work)\/\w[\w./-]*/g)].map(([words]) => `${path}: ${words}`))
    expect(found).toEqual([])
  })
})
