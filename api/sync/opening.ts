import { Problem } from '../../geo/problems.ts'
import { DEPTH_LIMIT, tooDeep } from '../../geo/sync/canonical.ts'
import type { Op } from '../../geo/sync/op.ts'
import { Envelope, SEAL_INFO, SEALED, SealedContent } from '../../geo/sync/sealed.ts'
import { parse } from '../http/parse.ts'
import { hashOf } from '../reports/commands.ts'
import type { Seal } from '../seal/seal.ts'

/** An operation as it came, with the hash of its body as sent, and what it says. */
export type Taken = {
  readonly sent: Op
  readonly hash: string
  /** The operation itself: of a sealed one, what was inside. */
  readonly op: Op
  /** Of a sealed one: who filed it, on which phone, and that phone's signature. */
  readonly content: SealedContent | null
  /** Why it could not be opened. */
  readonly broken: Problem | null
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function read(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw new Problem('invalid-json', { reason: 'what was sealed is no JSON in UTF-8' })
    throw error
  }
}

async function opened(seal: Seal, op: Op): Promise<SealedContent> {
  const envelope = parse(Envelope, op.body, 'body')
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
  const inside = read(await seal.openSealed(envelope.key, SEAL_INFO.op, op.id, bytes(envelope.enc), bytes(envelope.ct)))
  if (tooDeep(inside)) throw new Problem('body-too-deep', { limit: DEPTH_LIMIT })
  const content = parse(SealedContent, inside, 'sealed')
  if (content.op.id !== op.id) throw new Problem('invalid-input', { issues: [{ at: 'sealed.op.id', message: 'is not the id of the operation' }] })
  return content
}

/** Operations with what was sealed in them, opened. One that does not open says so and harms no other; a fault of ours is thrown. */
export const openAll = (seal: Seal, ops: readonly Op[]): Promise<Taken[]> => Promise.all(ops.map(async (sent) => {
  const taken = { sent, hash: hashOf(sent.body), op: sent, content: null, broken: null }
  if (sent.kind !== SEALED) return taken
  try {
    const content = await opened(seal, sent)
    return { ...taken, op: content.op, content }
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return { ...taken, broken: error }
    throw error
  }
}))
