import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Context } from 'hono'

const brotli = promisify(brotliCompress)
const WORTH_IT = 1024 // bytes below which the network sends it in one packet anyway

/** An answer in JSON, packed by brotli where it is large and the asker takes it. For what is read over a thin line; feeds keep their packed texts ready. */
export async function packed(c: Context, answer: unknown): Promise<Response> {
  const bytes = Buffer.from(JSON.stringify(answer))
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store', vary: 'accept-encoding' }
  const takes = /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
  if (!takes || bytes.length < WORTH_IT) return c.body(bytes, 200, headers)
  const small = await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  return c.body(new Uint8Array(small), 200, { ...headers, 'content-encoding': 'br' })
}
