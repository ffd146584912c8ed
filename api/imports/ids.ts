import { createHash } from 'node:crypto'

// The namespace of everything imported; changing it would give every site of every installation another id.
const NAMESPACE = Buffer.from('6f1d2c84b0a94c5e9a3761d27c45e8f0', 'hex')

/** The id of an imported thing: a UUIDv5 (RFC 9562) of its noun, source and id there, the same on every installation. */
export function importedId(noun: string, source: string, sourceId: string): string {
  // The unit separator keeps ("a", "bc") apart from ("ab", "c").
  const bytes = createHash('sha1').update(NAMESPACE).update([noun, source, sourceId].join('\u001f')).digest().subarray(0, 16)
  bytes[6] = 0x50 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
