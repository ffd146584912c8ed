import type { Context } from 'hono'
import { Problem } from '../../geo/problems.ts'
import { DEPTH_LIMIT, tooDeep } from '../../geo/sync/canonical.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The bytes of a request, at most `limitBytes`. Throws `body-too-large`, and reads no further. */
export async function readBytes(c: Context, limitBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new Problem('body-too-large', { limitBytes })
  const announced = Number(c.req.header('content-length') ?? NaN)
  if (announced > limitBytes) throw tooLarge()
  if (announced >= 0) {
    // No more than was announced can come; in one piece it is spared the web's streams, half a millisecond.
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.byteLength > limitBytes) throw tooLarge()
    return bytes
  }
  const stream = c.req.raw.body
  if (stream === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limitBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The JSON of a request. Throws `wrong-content-type`, `body-too-large`, `invalid-json`, `body-too-deep`. */
export async function readJson(c: Context, limitBytes: number): Promise<unknown> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const encoding = c.req.header('content-encoding')
  if ((type !== 'application/json' && !type.endsWith('+json')) || (encoding !== undefined && encoding !== 'identity')) {
    throw new Problem('wrong-content-type', { accepts: ['application/json, not compressed'] })
  }
  const bytes = await readBytes(c, limitBytes)
  let value: unknown
  try {
    value = JSON.parse(decoder.decode(bytes))
  } catch (error) {
    throw new Problem('invalid-json', { reason: error instanceof TypeError ? 'the bytes are not UTF-8' : 'the text does not parse as JSON' })
  }
  if (tooDeep(value)) throw new Problem('body-too-deep', { limit: DEPTH_LIMIT })
  return value
}
