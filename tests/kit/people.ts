import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../api/root.ts'

/** Signs in at a running server as one of its demonstration accounts; gives the session's cookie. */
export async function signIn(url: string, key: string): Promise<string> {
  const answer = await fetch(`${url}/api/demo/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key }) })
  if (!answer.ok) throw new Error(`signing in as ${key} was answered ${answer.status}: ${await answer.text()}`)
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}

/** Asks a running server and gives the parsed answer; throws on anything but 200. */
export async function asked<Body>(url: string, cookie: string, path: string, init: { method?: string; body?: unknown } = {}): Promise<Body> {
  const answer = await fetch(`${url}${path}`, {
    method: init.method ?? 'GET', headers: { cookie, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Body
}

/** Leaves two reports held for review at a running server: the demonstration's crew has two phones, of which one was withdrawn and then sent them. */
export async function leaveHeld(url: string, site: string): Promise<void> {
  const photo = await readFile(join(projectRoot, 'tests/kit/fixtures/photos/gps.jpg'))
  const [device, sha256] = [randomUUID(), createHash('sha256').update(photo).digest('hex')]
  const send = async (reports: readonly { id: string }[], from = device) => asked(url, await signIn(url, 'crew'), '/api/sync', { method: 'POST', body: {
    device: from, ops: reports.map((report) => ({ id: report.id, kind: 'report.file', body: report })),
  } })
  const report = (more: object) => ({ id: randomUUID(), observedAt: new Date(Date.now() - 3_600_000).toISOString(), site, located: 'site_picked', severity: 3, function: 'out', ...more })
  await send([])
  await send([], randomUUID())
  await asked(url, await signIn(url, 'dispatcher'), `/api/devices/${device}/revocation`, { method: 'POST', body: { revoked: true } })
  await send([report({ note: 'Опора на дорозі', photos: [{ sha256, bytes: photo.byteLength, type: 'image/jpeg' }] }), report({ severity: 1, function: 'degraded' })])
  const put = await fetch(`${url}/api/photos/${sha256}`, { method: 'PUT', headers: { cookie: await signIn(url, 'crew'), 'content-type': 'image/jpeg' }, body: new Uint8Array(photo) })
  if (!put.ok) throw new Error(`the photo was answered ${put.status}: ${await put.text()}`)
}
