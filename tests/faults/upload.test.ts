import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../../api/app.ts'
import { sql } from '../../api/db/sql.ts'
import type { Api } from '../kit/with-api.ts'
import { aReport, cookieOf, fileOp, fillWorld } from '../kit/world.ts'
import { announce, aPicture, create, offsetOf, shaOf } from '../kit/uploads.ts'
import { withCommittingApi } from '../kit/with-api.ts'

/** Serves the API of a test on a socket, for clients that break off. */
async function overSocket(api: Api, use: (port: number) => Promise<void>) {
  const server = serve({ fetch: buildApp(api.standing).fetch, port: 0, hostname: '127.0.0.1' })
  try {
    await new Promise((listening) => server.once('listening', listening))
    await use((server.address() as AddressInfo).port)
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}

/** Sends the head of a request and a part of its body, then resets the connection. */
const breakOff = (port: number, head: string, part: string | Uint8Array) => new Promise<void>((gone) => {
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(head)
    socket.write(part, () => setTimeout(() => socket.resetAndDestroy(), 20))
  })
  socket.on('error', () => {})
  socket.on('close', () => gone())
})

describe('a client that breaks off its upload', () => {
  test('forty times over leaves no connection in a transaction, nothing stored, and a server that answers the next', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    await overSocket(api, async (port) => {
      const head = (method: string, path: string, type: string, length: number) =>
        `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookieOf('crew-7')}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`
      const batch = JSON.stringify({ device: randomUUID(), ops: Array.from({ length: 20 }, () => fileOp(aReport())) })
      await Promise.all(Array.from({ length: 20 }, () => [
        breakOff(port, head('POST', '/api/sync', 'application/json', batch.length), batch.slice(0, batch.length / 2)),
        breakOff(port, head('PUT', `/api/photos/${'a'.repeat(64)}`, 'image/jpeg', 1_000_000), new Uint8Array(1000)),
      ]).flat())
      await wait(100)
      if (database.kind === 'server') {
        expect((await database.look(sql`select state from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`))).toEqual([])
      }
      expect(await database.look(sql`select id from reports`)).toEqual([])
      const answer = await fetch(`http://127.0.0.1:${port}/api/sync`, { method: 'POST', headers: { cookie: cookieOf('crew-7'), 'content-type': 'application/json' }, body: batch, signal: AbortSignal.timeout(20_000) })
      expect(answer.status).toBe(200)
      expect(await database.look(sql`select id from reports`)).toHaveLength(20)
    })
  }))

  test('after the answer was being made loses its answer alone: the batch is kept, and the repeat says so', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    await overSocket(api, async (port) => {
      const body = JSON.stringify({ device: randomUUID(), ops: [fileOp(aReport()), fileOp(aReport())] })
      await breakOff(port, `POST /api/sync HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookieOf('crew-7')}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`, body)
      const answer = await fetch(`http://127.0.0.1:${port}/api/sync`, { method: 'POST', headers: { cookie: cookieOf('crew-7'), 'content-type': 'application/json' }, body })
      expect(((await answer.json()) as { verdicts: { outcome: string }[] }).verdicts.map((verdict) => verdict.outcome)).toEqual(['kept', 'kept'])
      expect(await database.look(sql`select id from reports`)).toHaveLength(2)
    })
  }))
})

describe('a photo on its way', () => {
  test('cut thirty times within a chunk loses no byte that came, holds no transaction, and lands in the end', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    const id = `${shaOf(photo)}-photo`
    await create(api, 'crew-7', photo.byteLength, { sha256: shaOf(photo), part: 'photo' })
    await overSocket(api, async (port) => {
      const head = (offset: number, length: number) =>
        `PATCH /api/uploads/${id} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookieOf('crew-7')}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: ${offset}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${length}\r\n\r\n`
      let offset = 0
      for (let cut = 0; cut < 30; cut += 1) {
        await breakOff(port, head(offset, photo.byteLength - offset), photo.subarray(offset, offset + 1_500))
        // A reset may overtake what was sent: how much of it came is the network's, that none of it is lost or moved is ours.
        await wait(20)
        const now = Number(await offsetOf(api, 'crew-7', id))
        expect(now).toBeGreaterThanOrEqual(offset)
        expect(now).toBeLessThanOrEqual(offset + 1_500)
        offset = now
      }
      if (database.kind === 'server') {
        expect((await database.look(sql`select state from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`))).toEqual([])
      }
      expect(offset).toBeGreaterThan(3_000)
      offset = Number(await offsetOf(api, 'crew-7', id))
      const last = await fetch(`http://127.0.0.1:${port}/api/uploads/${id}`, {
        method: 'PATCH', body: new Uint8Array(photo.subarray(offset)),
        headers: { cookie: cookieOf('crew-7'), 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      })
      expect([last.status, await last.json()]).toMatchObject([200, { sha256: shaOf(photo), storedAt: expect.any(String) }])
    })
  }))

  test('on a full disk is answered 507, and goes on from where it was when there is room', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    const full = { ...api.standing.parts, append: () => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })) }
    const facts = { sha256: shaOf(photo), part: 'photo' }
    await create(api, 'crew-7', photo.byteLength, facts, photo.subarray(0, 9_000))
    const app = buildApp({ ...api.standing, parts: full })
    const refused = await app.request(`/api/uploads/${shaOf(photo)}-photo`, {
      method: 'PATCH', body: new Uint8Array(photo.subarray(9_000)),
      headers: { cookie: cookieOf('crew-7'), 'tus-resumable': '1.0.0', 'upload-offset': '9000', 'content-type': 'application/offset+octet-stream' },
    })
    expect([refused.status, await refused.json()]).toMatchObject([507, { type: '/problems/storage-full' }])
    expect(await offsetOf(api, 'crew-7', `${shaOf(photo)}-photo`)).toBe(9_000)
    // A stop between the last byte and the photo: the next look makes it.
    await api.standing.parts.append(`${shaOf(photo)}-photo`, 9_000, [photo.subarray(9_000)] as unknown as AsyncIterable<Uint8Array>)
    expect(await offsetOf(api, 'crew-7', `${shaOf(photo)}-photo`)).toBe(photo.byteLength)
    expect(await api.standing.photos.get(shaOf(photo), 'original')).toEqual(photo)
  }))
})

describe('a live stream', () => {
  test('whose readers vanish is ended, and leaves nobody waiting', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    let waiting = 0
    const live = { ...api.standing.live, async next(...asked: Parameters<typeof api.standing.live.next>) {
      waiting += 1
      try { return await api.standing.live.next(...asked) } finally { waiting -= 1 }
    } }
    await overSocket({ ...api, standing: { ...api.standing, live } }, async (port) => {
      const head = `GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookieOf('dispatcher')}\r\n\r\n`
      await Promise.all(Array.from({ length: 30 }, () => breakOff(port, head, '')))
      for (let nth = 0; nth < 50 && waiting > 0; nth += 1) await wait(100)
      expect(waiting).toBe(0)
    })
  }))
})
