import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { Upload } from 'tus-js-client'
import { expect, test } from 'vitest'
import { buildApp } from '../../api/app.ts'
import { cookieOf, fillWorld } from '../kit/world.ts'
import { announce, aPicture, shaOf } from '../kit/uploads.ts'
import { withCommittingApi } from '../kit/with-api.ts'

test('the protocol\'s own client sends a photo in chunks, breaks off, and goes on where it was', withCommittingApi(async (api, database) => {
  await fillWorld(database)
  const photo = await aPicture()
  await announce(api, 'crew-7', photo)
  const server = serve({ fetch: buildApp(api.standing).fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((listening) => server.once('listening', listening))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sent: string[] = []
  const options = {
    endpoint: `${address}/api/uploads`, chunkSize: 20_000, retryDelays: null, storeFingerprintForResuming: false,
    metadata: { sha256: shaOf(photo), part: 'photo' }, headers: { cookie: cookieOf('crew-7') },
    onBeforeRequest: (request: { getMethod(): string }) => { sent.push(request.getMethod()) },
  }
  try {
    const url = await new Promise<string>((stopped, failed) => {
      const first = new Upload(photo, { ...options, onError: failed, onChunkComplete: (_, accepted) => { if (accepted >= 40_000) void first.abort().then(() => stopped(first.url ?? '')) } })
      first.start()
    })
    expect(url).toBe(`${address}/api/uploads/${shaOf(photo)}-photo`)
    const before = sent.length
    await new Promise<void>((done, failed) => { new Upload(photo, { ...options, uploadUrl: url, onError: failed, onSuccess: () => done() }).start() })
    expect(sent.slice(before)[0]).toBe('HEAD')
    expect(await api.standing.photos.get(shaOf(photo), 'original')).toEqual(photo)
    const discovery = await fetch(`${address}/api/uploads`, { method: 'OPTIONS', headers: { cookie: cookieOf('crew-7') } })
    expect([discovery.status, discovery.headers.get('tus-version'), discovery.headers.get('tus-extension'), discovery.headers.get('access-control-allow-origin')])
      .toEqual([204, '1.0.0', 'creation,creation-with-upload', null])
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}))
