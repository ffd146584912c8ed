/** What a statement does to the channels that a connection hears; no channel means all of them. */
export type Hearing = { readonly verb: 'LISTEN' | 'UNLISTEN'; readonly channel: string | undefined }

const HEARING = /^\s*(listen|unlisten)\s+(?:"((?:[^"]|"")+)"|(\w+)|\*)\s*$/i

/** The LISTEN and UNLISTEN statements of a text, in order. */
export function hearingsOf(text: string): Hearing[] {
  if (!/listen/i.test(text)) return []
  return text.split(';').flatMap((statement) => {
    const [found, verb = '', quoted, plain] = HEARING.exec(statement) ?? []
    if (found === undefined) return []
    return [{ verb: verb.toLowerCase() === 'listen' ? 'LISTEN' : 'UNLISTEN', channel: quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() }]
  })
}

/** The statements that make a backend hear these channels and no others. */
export const hearOnly = (channels: Iterable<string>) =>
  ['unlisten *', ...[...channels].map((channel) => `listen "${channel.replaceAll('"', '""')}"`)].join(';')
