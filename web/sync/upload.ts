import { uploadId, type Part } from '../../geo/photos/upload-id.ts'
import type { ProblemBody } from '../../geo/problems.ts'
import { Refused, Unreachable } from '../call.ts'

/** Bytes to be sent: of a photo or of its small copy, open or sealed. */
export type Travelling = {
  readonly part: Part
  /** Of the open bytes, as announced. */
  readonly sha256: string
  readonly bytes: Blob
  /** The server's key that the bytes are sealed to, and the hash of the sealed bytes; null when they are open. */
  readonly seal: { readonly key: string; readonly sha256: string } | null
}

/** What an upload needs of the world: a simulation gives its own. */
export type UploadWorld = {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>
  readonly nowMs: () => number
}

const FIRST_BYTES = 256 * 1024
const LEAST_BYTES = 64 * 1024
const MOST_BYTES = 2 * 1024 * 1024
const QUICK_MS = 3_000 // a chunk that takes longer is as much as a flap may cost
const SETBACKS = 3

type Stand = { readonly offset: number; readonly refusal: Refused | null }

const isProblem = (said: unknown): said is ProblemBody => typeof said === 'object' && said !== null && String((said as { type?: unknown }).type).includes('/problems/')

/** Where the server says that an upload stands. Only an answer that speaks tus is our server's: a captive portal's 200 is none. */
async function standOf(answer: Response): Promise<Stand> {
  const offset = Number(answer.headers.get('upload-offset') ?? NaN)
  if (answer.ok && answer.headers.get('tus-resumable') === '1.0.0' && Number.isSafeInteger(offset)) return { offset, refusal: null }
  const said: unknown = await answer.json().catch(() => null)
  if (!isProblem(said)) throw new Unreachable('the answer is not our server\'s')
  const refusal = new Refused(said)
  return { offset: refusal.problem === 'upload-moved-on' ? Number(said['offset']) : NaN, refusal }
}

/**
 * A client of the tus protocol: creates an upload, or finds again what is here of it, and sends the rest in chunks. What breaks off is thrown
 * and goes on at that byte with the next call. Chunks grow while the network is quick and shrink when it breaks.
 */
export function makeUploader({ fetch, nowMs }: UploadWorld) {
  let chunkBytes = FIRST_BYTES

  async function ask(method: string, path: string, headers: Record<string, string>, body?: Blob): Promise<Stand> {
    const began = nowMs()
    try {
      const stand = await standOf(await fetch(path, {
        method, credentials: 'same-origin', body: body ?? null,
        headers: { 'tus-resumable': '1.0.0', 'x-vidnova': '1', ...(body === undefined ? {} : { 'content-type': 'application/offset+octet-stream' }), ...headers },
      }))
      if (body !== undefined && body.size >= chunkBytes) chunkBytes = nowMs() - began < QUICK_MS ? Math.min(MOST_BYTES, chunkBytes * 2) : Math.max(LEAST_BYTES, chunkBytes / 2)
      return stand
    } catch (error) {
      chunkBytes = Math.max(LEAST_BYTES, chunkBytes / 2)
      throw error instanceof Refused || error instanceof Unreachable ? error : new Unreachable('the server did not answer', { cause: error })
    }
  }

  function create({ part, sha256, bytes, seal }: Travelling, withBytes: boolean): Promise<Stand> {
    const facts = { sha256, part, ...(seal === null ? {} : { key: seal.key, sealed: seal.sha256 }) }
    const said = Object.entries(facts).map(([name, value]) => `${name} ${btoa(value)}`).join(',')
    return ask('POST', '/api/uploads', { 'upload-length': String(bytes.size), 'upload-metadata': said }, withBytes ? bytes : undefined)
  }

  /** Sends what the server lacks of it. True when all of it has landed there; false when `pause` said that something more urgent waits. Throws Refused, Unreachable. */
  return async function upload(item: Travelling, pause: () => Promise<boolean>): Promise<boolean> {
    const { bytes } = item
    const path = `/api/uploads/${uploadId({ part: item.part, sha256: item.sha256, sealed: item.seal?.sha256 ?? null })}`
    let stand = await create(item, bytes.size <= LEAST_BYTES)
    let foundAt = stand.offset
    for (let setbacks = 0; ;) {
      if (stand.refusal === null && stand.offset >= bytes.size) return true
      const problem = stand.refusal?.problem
      if (stand.refusal !== null && problem !== 'upload-moved-on') {
        // Gone meanwhile, or spoilt by what had come before this flight: anew.
        const anew = problem === 'upload-not-found' || (problem === 'hash-mismatch' && foundAt > 0)
        if (!anew || ++setbacks > SETBACKS) throw stand.refusal
        stand = await create(item, false)
        foundAt = stand.offset
        continue
      }
      if (problem === 'upload-moved-on') {
        if (++setbacks > SETBACKS) throw new Unreachable('another phone is sending the same')
        foundAt = stand.offset
      }
      if (await pause()) return false
      const { offset } = stand
      stand = await ask('PATCH', path, { 'upload-offset': String(offset) }, bytes.slice(offset, offset + chunkBytes))
      if (stand.refusal !== null) continue
      if (stand.offset <= offset && offset < bytes.size) throw new Unreachable('the server takes no bytes')
      setbacks = 0
    }
  }
}

/** What `makeUploader` gives. */
export type Upload = ReturnType<typeof makeUploader>
