import { hashOf, sha256Of } from './hash.ts'
import type { SealedBody } from './sealing.ts'
import type { NewOp, NewPhoto, PhoneStore } from './store.ts'

// A file is: these bytes, the length of the header in four, the header's SHA-256 in hex, the header as JSON, then the sealed bytes of photos.
const MAGIC = 'VIDNOVA1'
const HASH_CHARS = 64
const MOST_OPS = 500
const MOST_BYTES = 400 * 1024 * 1024
/** How a file of reports is named. */
export const HAND_ON_TYPE = '.vidnova'

/** Why what another phone handed on cannot be taken. */
export type HandOnFault = 'foreign' | 'damaged' | 'too-large'
/** Thrown with the reason when what another phone handed on cannot be taken. */
export class HandOnError extends Error {
  readonly fault: HandOnFault

  constructor(fault: HandOnFault) {
    super(`what was handed on is ${fault}`)
    this.fault = fault
  }
}

/** One operation as it is handed on: what travels, and which photos are its. */
export type HandedOp = { readonly id: string; readonly body: SealedBody; readonly photos: readonly string[] }
type Part = { readonly sha256: string; readonly bytes: number; readonly part: 'photo' | 'thumb'; readonly of: string; readonly key: string; readonly size: number; readonly sum: string }
type Header = { readonly device: string; readonly ops: readonly HandedOp[]; readonly parts: readonly Part[] }
/** What another phone handed on, found whole. */
export type HandedOn = { readonly device: string; readonly ops: readonly HandedOp[]; readonly photos: readonly NewPhoto[] }

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0
const isId = (value: unknown) => isText(value) && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value)
const isHash = (value: unknown) => isText(value) && /^[0-9a-f]{64}$/.test(value)

/** Whether something is an operation as phones hand them on. */
export function isHandedOp(value: unknown): value is HandedOp {
  const { id, body, photos } = (value ?? {}) as Partial<HandedOp>
  return isId(id) && body?.v === 1 && isText(body.key) && isText(body.enc) && isText(body.ct) && Array.isArray(photos) && photos.every(isHash)
}

/** Which operations are handed on, by id; all that can be unless it is said. */
export type Chosen = ReadonlySet<string> | undefined

/** What waits on this phone and is sealed, with those that it carries for others. `open` counts what is not sealed and cannot be handed on. */
export async function toHandOn(store: PhoneStore, chosen?: Chosen): Promise<{ readonly ops: readonly HandedOp[]; readonly open: number }> {
  const waiting = (await store.outgoing()).filter((op) => chosen === undefined || chosen.has(op.id))
  const sealed = waiting.filter((op) => op.sealed)
  return { ops: sealed.map(({ id, body, photos }) => ({ id, body: body as SealedBody, photos })), open: waiting.length - sealed.length }
}

/** What waits on this phone, or what of it was chosen, as one file, still sealed, with the photos that are on it. */
export async function packFile(store: PhoneStore, device: string, chosen?: Chosen): Promise<Blob> {
  const { ops } = await toHandOn(store, chosen)
  const wanted = new Set(ops.flatMap((op) => op.photos))
  const parts: Part[] = []
  const blobs: Blob[] = []
  const add = (blob: Blob | null, part: Omit<Part, 'size'>) => {
    if (blob === null) return
    parts.push({ ...part, size: blob.size })
    blobs.push(blob)
  }
  for (const { sha256, bytes, seal, thumb } of await store.photos()) {
    if (!wanted.has(sha256) || seal === null) continue
    add(await store.bytes(sha256, 'photo'), { sha256, bytes, part: 'photo', of: sha256, key: seal.key, sum: seal.photo })
    if (thumb && seal.thumb) add(await store.bytes(sha256, 'thumb'), { sha256: thumb.sha256, bytes: thumb.bytes, part: 'thumb', of: sha256, key: seal.key, sum: seal.thumb })
  }
  const header = new TextEncoder().encode(JSON.stringify({ device, ops, parts } satisfies Header))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, header.length)
  return new Blob([MAGIC, length, await sha256Of(header), header, ...blobs], { type: 'application/octet-stream' })
}

async function headerOf(file: Blob): Promise<{ header: Header; at: number }> {
  const begins = MAGIC.length + 4 + HASH_CHARS
  const start = new Uint8Array(await file.slice(0, begins).arrayBuffer())
  if (new TextDecoder().decode(start.subarray(0, MAGIC.length)) !== MAGIC) throw new HandOnError('foreign')
  if (file.size > MOST_BYTES) throw new HandOnError('too-large')
  if (start.length < begins) throw new HandOnError('damaged')
  const length = new DataView(start.buffer).getUint32(MAGIC.length)
  const bytes = await file.slice(begins, begins + length).arrayBuffer()
  if ((await sha256Of(bytes)) !== new TextDecoder().decode(start.subarray(MAGIC.length + 4))) throw new HandOnError('damaged')
  const header = JSON.parse(new TextDecoder().decode(bytes)) as Header
  if (!isId(header.device) || !Array.isArray(header.ops) || !header.ops.every(isHandedOp) || !Array.isArray(header.parts)) throw new HandOnError('foreign')
  if (header.ops.length > MOST_OPS) throw new HandOnError('too-large')
  return { header, at: begins + length }
}

/** What a file holds. Throws HandOnError when it is no such file, or not whole. */
export async function readFile(file: Blob): Promise<HandedOn> {
  const { header, at } = await headerOf(file)
  const photos = new Map<string, NewPhoto>()
  let offset = at
  for (const part of header.parts) {
    const bytes = await file.slice(offset, (offset += part.size)).arrayBuffer()
    if (bytes.byteLength !== part.size || (await sha256Of(bytes)) !== part.sum || !isHash(part.sha256)) throw new HandOnError('damaged')
    const blob = new Blob([bytes], { type: 'application/octet-stream' })
    const photo = photos.get(part.of)
    if (part.part === 'photo') photos.set(part.of, { sha256: part.of, bytes: part.bytes, blob, seal: { key: part.key, photo: part.sum, thumb: null } })
    else if (photo?.seal) photos.set(part.of, { ...photo, thumb: { sha256: part.sha256, bytes: part.bytes, blob }, seal: { ...photo.seal, thumb: part.sum } })
  }
  return { device: header.device, ops: header.ops, photos: [...photos.values()] }
}

/** Takes in what another phone handed on, to be delivered by whoever is signed in here. What this phone has already is left as it is. */
export async function takeIn(store: PhoneStore, { device, ops, photos }: HandedOn, nowMs: number): Promise<{ readonly taken: number; readonly known: number }> {
  const here = new Set((await store.ops()).map((op) => op.id))
  const fresh = ops.filter((op) => !here.has(op.id))
  for (const { id, body, photos: names } of fresh) {
    const op: NewOp = {
      id, kind: 'sealed', parcel: { kind: 'sealed', body }, sealed: true, hash: await hashOf(body), lane: id, by: null, madeAtMs: nowMs,
      photos: names, label: null, content: null, carriedFrom: device,
    }
    await store.file(op, photos.filter((photo) => names.includes(photo.sha256)))
  }
  return { taken: fresh.length, known: ops.length - fresh.length }
}
