import { fromBase45, toBase45 } from './base45.ts'
import { HandOnError, isHandedOp, toHandOn, type Chosen, type HandedOn } from './hand-on.ts'
import { sha256Of } from './hash.ts'
import type { PhoneStore } from './store.ts'

// Each code says which series it is of and which of how many, so that they can be read in any order and begun anywhere.
const FRAME = /^VN1\/([0-9A-F]{12})\/(\d{1,4})\/(\d{1,4})\/(.+)$/
const CHUNK_BYTES = 300 // about 70 by 70 dots: read from a phone's screen at arm's length
const MOST_FRAMES = 2000

const through = async (bytes: Uint8Array<ArrayBuffer>, by: CompressionStream | DecompressionStream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(by)).arrayBuffer())

/** The texts of what waits here, or of what was chosen, without photos, as the series of codes to show. Empty when nothing can be handed on. */
export async function packCodes(store: PhoneStore, device: string, chosen?: Chosen): Promise<string[]> {
  const { ops } = await toHandOn(store, chosen)
  if (ops.length === 0) return []
  // Base64 is three quarters information: deflating takes the rest away again.
  const bytes = await through(new TextEncoder().encode(JSON.stringify({ device, ops })), new CompressionStream('deflate-raw'))
  const series = (await sha256Of(bytes)).slice(0, 12).toUpperCase()
  const count = Math.ceil(bytes.length / CHUNK_BYTES)
  return Array.from({ length: count }, (_, n) => `VN1/${series}/${n + 1}/${count}/${toBase45(bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES))}`)
}

/** How far a series is read: which are missing, by number. */
export type Reading = { readonly count: number; readonly missing: readonly number[] }

/** Gathers a series of codes in any order. A code of another series begins anew; one that is none of ours changes nothing. */
export function makeCodeReader() {
  let series = ''
  let chunks: (Uint8Array<ArrayBuffer> | undefined)[] = []
  const reading = (): Reading => ({ count: chunks.length, missing: [...chunks.keys()].filter((at) => chunks[at] === undefined).map((at) => at + 1) })

  return {
    reading,
    /** True when the code was one of ours. */
    add(text: string): boolean {
      const [, of = '', n = '', count = '', body = ''] = FRAME.exec(text) ?? []
      const chunk = body === '' ? null : fromBase45(body)
      const [at, all] = [Number(n) - 1, Number(count)]
      if (chunk === null || all < 1 || all > MOST_FRAMES || at < 0 || at >= all) return false
      if (of !== series || all !== chunks.length) {
        series = of
        chunks = Array.from({ length: all })
      }
      chunks[at] ??= chunk
      return true
    },
    /** What was read, once nothing is missing. Throws HandOnError when it does not hold together. */
    async done(): Promise<HandedOn> {
      const bytes = new Uint8Array(await new Blob(chunks.map((chunk) => chunk ?? new Uint8Array())).arrayBuffer())
      if ((await sha256Of(bytes)).slice(0, 12).toUpperCase() !== series) throw new HandOnError('damaged')
      const said = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')))) as Partial<HandedOn>
      if (typeof said.device !== 'string' || !Array.isArray(said.ops) || !said.ops.every(isHandedOp)) throw new HandOnError('foreign')
      return { device: said.device, ops: said.ops, photos: [] }
    },
  }
}
