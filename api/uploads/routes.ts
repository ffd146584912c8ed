import { Metadata, Server } from '@tus/server'
import type { Context, Hono } from 'hono'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { Endpoint } from '../../geo/http/endpoint.ts'
import { appendUpload, createUpload, PHOTO_LIMIT_BYTES, readUpload, THUMB_LIMIT_BYTES, UploadMetadata, UPLOADS } from '../../geo/photos/contract.ts'
import { readUploadId, SEAL_BYTES, uploadId, type UploadName } from '../../geo/photos/upload-id.ts'
import { Problem } from '../../geo/problems.ts'
import { StoredPhoto } from '../../geo/reports/report.ts'
import type { Standing } from '../app.ts'
import { admit, type Kept } from '../http/mount.ts'
import { parse } from '../http/parse.ts'
import { photoLanded, thumbLanded } from '../photos/landing.ts'
import { announcedBy } from '../photos/reading.ts'
import type { Announced } from '../photos/rows.ts'
import { isWhole, land, type Ground } from './land.ts'
import { NO_LOCK, PartStore } from './part-store.ts'

type Asked = { readonly actor: Actor; readonly scope: Scope; readonly now: Date; readonly name: UploadName; readonly id: string; readonly photo: Announced; failure?: unknown }

const ENDPOINTS: Readonly<Record<string, Endpoint>> = { POST: createUpload, HEAD: readUpload, PATCH: appendUpload, OPTIONS: createUpload }
const TUS = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' }
const sealing = (name: UploadName) => (name.sealed === null ? 0 : SEAL_BYTES.enc + SEAL_BYTES.tag)
const limitOf = (name: UploadName) => (name.part === 'thumb' ? THUMB_LIMIT_BYTES : PHOTO_LIMIT_BYTES) + sealing(name)

/** The problem behind an answer of the tus library, which says it in words of its own. */
function problemBehind(status: number, said: string, name: UploadName | undefined): Problem {
  if (status === 412) return new Problem('tus-version-unknown', {})
  if (status === 413) return new Problem('body-too-large', { limitBytes: name === undefined ? createUpload.limitBytes : limitOf(name) })
  if (/content-type/i.test(said)) return new Problem('wrong-content-type', { accepts: ['application/offset+octet-stream'] })
  return new Problem('invalid-input', { issues: [{ at: 'headers', message: said.trim().slice(0, 300) }] })
}

function metadataIn(c: Context<Kept>): UploadMetadata {
  let said: unknown
  try { said = Metadata.parse(c.req.header('upload-metadata')) } catch { said = {} } // is not said in any way that can be read
  return parse(UploadMetadata, said, 'Upload-Metadata')
}
const keyIn = (c: Context<Kept>): string | null => metadataIn(c).key ?? null

/** What an address or the metadata of a creation names. */
function nameOf(c: Context<Kept>): UploadName {
  const id = c.req.param('id')
  if (id === undefined) {
    const { sha256, part, sealed } = metadataIn(c)
    return { sha256, part, sealed: sealed ?? null }
  }
  const name = readUploadId(id)
  if (name === undefined) throw new Problem('upload-not-found', { id: '' })
  return name
}

/** Photos on their way, by the tus protocol: resumed at the byte where they broke off, landed when the last byte is here. */
export function mountUploads(app: Hono<Kept>, standing: Standing): void {
  const { auth, clock, database, parts } = standing
  const ground: Ground = standing
  const asking = new WeakMap<Request, Asked>()
  const askedBy = (request: Request): Asked => {
    const asked = asking.get(request)
    if (asked === undefined) throw new Error('a request that was not admitted')
    return asked
  }
  const landNow = async (asked: Asked) => {
    const { actor, id, now, photo, scope, name } = asked
    await land(ground, id, actor, photo.type, now)
    return StoredPhoto.parse(await database.read((tx) => announcedBy(tx, name.part, name.sha256, scope)))
  }
  const tus = new Server({
    path: UPLOADS, datastore: new PartStore(parts), locker: NO_LOCK, relativeLocation: true, allowedOrigins: [],
    maxSize: (request) => (request.method === 'OPTIONS' ? createUpload.limitBytes : limitOf(askedBy(request).name)),
    namingFunction: (request) => askedBy(request).id,
    onUploadCreate: async (_, upload) => {
      if (!(Number(upload.size) > 0)) throw new Problem('invalid-input', { issues: [{ at: 'Upload-Length', message: 'has to be known, and more than nothing' }] })
      return {}
    },
    onUploadFinish: async (request) => ({
      ...(request.method === 'PATCH' ? { status_code: 200 } : {}),
      headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(await landNow(askedBy(request))),
    }),
    onResponseError: (request, error) => {
      askedBy(request).failure = error
      return undefined
    },
  })


  /** The answer when nothing more need be sent: the photo is here, and every report that announced it says so afterwards. */
  async function arrived(asked: Asked, length: number, method: string): Promise<Response> {
    const { actor, id, name, now, photo } = asked
    if (!photo.everywhere) {
      await database.write((tx) => (name.part === 'thumb' ? thumbLanded(tx, actor, name.sha256, now)
        : photoLanded(tx, actor, name.sha256, { type: photo.type, width: photo.width ?? 0, height: photo.height ?? 0, bytes: photo.bytes }, now)))
    }
    return new Response(null, { status: method === 'POST' ? 201 : 200, headers: { ...TUS, 'upload-offset': String(length), 'upload-length': String(length), location: `${UPLOADS}/${id}` } })
  }

  async function answer(c: Context<Kept>): Promise<Response> {
    const endpoint = ENDPOINTS[c.req.method]
    if (endpoint === undefined) throw new Problem('method-not-allowed', { allows: ['POST', 'HEAD', 'PATCH'] })
    const { actor, scope } = await admit(auth, endpoint, c)
    const request = c.req.raw
    if (c.req.method === 'OPTIONS') return tus.handleWeb(request)
    if (c.req.header('tus-resumable') !== '1.0.0') throw new Problem('tus-version-unknown', {})
    const name = nameOf(c)
    const photo = await database.read((tx) => announcedBy(tx, name.part, name.sha256, scope))
    if (photo === undefined) throw new Problem('photo-not-found', { id: name.sha256 })
    const asked: Asked = { actor, scope, name, photo, now: clock(), id: uploadId(name) }
    let here = await parts.look(asked.id)
    const landed = name.part === 'photo' ? photo.storedAt !== null : photo.thumbAt !== null
    if (landed && c.req.method !== 'PATCH') return arrived(asked, (name.part === 'photo' ? photo.bytes : photo.thumbBytes ?? 0) + sealing(name), c.req.method)
    if (here !== undefined && isWhole(here) && c.req.method !== 'PATCH') {
      // All bytes came, but the server was stopped before it could make a photo of them.
      await landNow(asked)
      return arrived({ ...asked, photo: { ...photo, everywhere: true } }, here.bytes, c.req.method)
    }
    // Someone began it with another length or key than these bytes have: it could never be whole.
    if (c.req.method === 'POST' && here !== undefined && (here.bytes !== Number(c.req.header('upload-length')) || here.key !== keyIn(c))) {
      await parts.remove(asked.id)
      here = undefined
    }
    asking.set(request, asked)
    const said = await tus.handleWeb(request)
    // What is the library's own has a status, and is put into our words below.
    if (asked.failure instanceof Error && !('status_code' in asked.failure)) throw asked.failure
    if (said.status === 404) throw new Problem('upload-not-found', { id: asked.id })
    if (said.status === 409) throw new Problem('upload-moved-on', { id: asked.id, offset: (await parts.look(asked.id))?.offset ?? 0 })
    if (said.status >= 400) throw problemBehind(said.status, await said.text(), name)
    if (c.req.method === 'POST' && !said.headers.has('upload-offset')) said.headers.set('upload-offset', String(here?.offset ?? 0))
    said.headers.set('cache-control', 'no-store')
    return said
  }

  app.on(['POST', 'OPTIONS'], UPLOADS, answer)
  app.on(['GET', 'PATCH', 'OPTIONS'], `${UPLOADS}/:id`, answer) // a HEAD comes in by GET
}
