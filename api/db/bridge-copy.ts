/** What a text of SQL asks of COPY FROM STDIN: nothing, the whole statement is one, or it is hidden among others. */
export type CopyIn = 'none' | 'text' | 'binary' | 'among-others'

const LOOKS_LIKE = /\bcopy\b[^]*\bfrom\s+stdin\b/i
// Comments, quoted texts and identifiers, dollar quotes: whatever may hold the words without meaning them.
const OPAQUE = /--[^\n]*|\/\*[^]*?\*\/|[eE]?'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|\$(\w*)\$[^]*?\$\1\$/g

/** Whether the text is a COPY FROM STDIN, for which the backend must be given all data in one piece. */
export function copyInOf(text: string): CopyIn {
  if (!LOOKS_LIKE.test(text)) return 'none'
  const bare = text.replace(OPAQUE, (found) => (found.startsWith('"') ? 'x' : found.startsWith('-') || found.startsWith('/') ? ' ' : "''")).trim()
  if (!LOOKS_LIKE.test(bare)) return 'none'
  if (!/^copy\b[^;]*\bfrom\s+stdin\b[^;]*;?$/i.test(bare)) return 'among-others'
  return /\bbinary\b/i.test(bare) ? 'binary' : 'text'
}
