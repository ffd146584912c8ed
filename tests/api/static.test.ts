import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Kept } from '../../api/http/mount.ts'
import { mountStatic } from '../../api/static.ts'

test('an address that leads nowhere is a page for people, with 404, and a problem for programs and for files that are gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-lost-'))
  try {
    for (const page of ['index.html', 'field.html', 'desk.html']) await writeFile(join(folder, page), '<!doctype html>')
    const app = new Hono<Kept>()
    app.notFound((c) => c.json({ type: '/problems/not-found' }, 404))
    mountStatic(app, folder, { baseMaps: [], auth: { actorOf: () => Promise.resolve(undefined) } })
    const ask = async (path: string, accept: string) => {
      const answer = await app.request(path, { headers: { accept } })
      return [answer.status, (answer.headers.get('content-type') ?? '').split(';')[0], answer.headers.has('content-security-policy')]
    }
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
    expect(await ask('/desk', browser)).toEqual([200, 'text/html', true])
    expect(await ask('/nowhere/at/all', browser)).toEqual([404, 'text/html', true])
    for (const [path, accept] of [['/nowhere', '*/*'], ['/nowhere', 'application/json'], ['/api/nowhere', browser], ['/ogc/nowhere', browser], ['/assets/gone-1234.js', browser], ['/gone.png', browser]] as const) {
      expect(await ask(path, accept), path).toEqual([404, 'application/json', false])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
