import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { hashOf } from '../../api/reports/commands.ts'
import { asked, signIn } from '../kit/people.ts'
import { withServer } from '../kit/server.ts'
import { aPicture, shaOf } from '../kit/uploads.ts'

const KILLS = 10
const SYNCS = 30
const AT_ONCE = 8
const SITES = 20
const DEVICE = '11111111-1111-4111-8111-111111111111'

type Verdict = { id: string; hash: string; outcome: string }
type Report = { id: string; observedAt: string; site: string; located: string; severity: number; function: string; note: string }

/** Asks again while the server says that it is busy, as a phone does: on a slow machine eight at once are more than it lets in. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('was answered 503') && error.message.includes('/problems/busy'))) throw error
      await wait(500)
    }
  }
}

/** Where in its syncs the server dies: spread over all of them, the same in every run. */
const killAfter = (round: number) => 3 + ((round * 37) % (SYNCS - 10))

describe('a server killed in the middle of hundreds of syncs', () => {
  test('ten times over has every acknowledged report, once, and takes the rest when it is back', withServer({ env: { DEMO: 'yes' } }, async (server) => {
    const cookie = await signIn(server.url, 'crew')
    type Site = { id: string; openDamage: string | null }
    const sitesNow = async () => (await asked<{ sites: Site[] }>(server.url, cookie, `/api/sites?kind=substation&limit=${SITES}`)).sites
    const reported = async () => {
      const damages = (await sitesNow()).flatMap((site) => site.openDamage ?? [])
      const counts = await Promise.all(damages.map((id) => asked<{ reports: number }>(server.url, cookie, `/api/damages/${id}`)))
      return counts.reduce((sum, damage) => sum + damage.reports, 0)
    }
    const sites = await sitesNow()
    // With a cursor, as a phone that has been in touch before: who has none is told all there is, each time.
    let since: string | null = null
    const sync = (reports: readonly Report[]) => patiently(() => asked<{ verdicts: Verdict[]; cursor: string }>(server.url, cookie, '/api/sync', { method: 'POST', body: { device: DEVICE, since, ops: reports.map((report) => ({ id: report.id, kind: 'report.file', body: report })) } }))
    const before = await reported()
    since = (await sync([])).cursor

    const all: Report[] = []
    const acknowledged = new Map<string, Report>()
    for (let round = 0; round < KILLS; round += 1) {
      const queue = Array.from({ length: SYNCS }, (_, n): Report => ({
        id: randomUUID(), observedAt: '2026-03-05T10:00:00.000Z', site: sites[n % sites.length]!.id, located: 'site_picked', severity: 3, function: 'out', note: `${round}.${n}`,
      }))
      all.push(...queue)
      let killed: Promise<void> | undefined
      let kept = 0
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let report = queue.pop(); report !== undefined && killed === undefined; report = queue.pop()) {
          try {
            const { verdicts: [verdict] } = await sync([report])
            if (verdict?.id === report.id && verdict.outcome === 'kept' && verdict.hash === hashOf(report)) {
              acknowledged.set(report.id, report)
              kept += 1
            }
          } catch (error) {
            // Only the kill may cut an answer off.
            if (killed === undefined) throw error
          }
          if (kept >= killAfter(round)) killed ??= server.kill()
        }
      }))
      await killed
      await server.restart()
    }

    expect(acknowledged.size).toBeGreaterThan(KILLS * 3)
    for (const report of acknowledged.values()) {
      expect(await asked(server.url, cookie, `/api/reports/${report.id}`)).toMatchObject({ id: report.id, note: report.note, hash: hashOf(report) })
    }
    for (let at = 0; at < all.length; at += 50) {
      const { verdicts } = await sync(all.slice(at, at + 50))
      expect(verdicts.every((verdict) => verdict.outcome === 'kept')).toBe(true)
    }
    expect(await reported()).toBe(before + all.length)

    // And between two pieces of a photo: what was acknowledged of it is there, and the rest follows.
    const photo = await aPicture()
    const report = { ...all[0]!, id: randomUUID(), photos: [{ sha256: shaOf(photo), bytes: photo.byteLength, type: 'image/jpeg' }] }
    await asked(server.url, cookie, `/api/reports/${report.id}`, { method: 'PUT', body: report })
    const tus = (method: string, path: string, headers: Record<string, string>, body?: Uint8Array) => fetch(`${server.url}/api/uploads${path}`, {
      method, headers: { cookie, 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream', ...headers }, ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    })
    const inBase64 = (text: string) => Buffer.from(text).toString('base64')
    const path = `/${shaOf(photo)}-photo`
    await tus('POST', '', { 'upload-length': String(photo.byteLength), 'upload-metadata': `sha256 ${inBase64(shaOf(photo))},part ${inBase64('photo')}` }, photo.subarray(0, 20_000))
    expect((await tus('PATCH', path, { 'upload-offset': '20000' }, photo.subarray(20_000, 40_000))).status).toBe(204)
    await server.kill()
    await server.restart()
    expect((await tus('HEAD', path, {})).headers.get('upload-offset')).toBe('40000')
    expect(await (await tus('PATCH', path, { 'upload-offset': '40000' }, photo.subarray(40_000))).json()).toMatchObject({ storedAt: expect.any(String) })
  }), 400_000)
})
