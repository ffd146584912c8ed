import type { Api } from './with-api.ts'
import { cookieOf } from './world.ts'

/** A message of the live stream. */
export type Message = { event: string; id: string; data: { verb?: string; id?: string; area?: string } }

/** Reads the live stream's messages until there are `count`, or fails after five seconds. */
export async function readStream(api: Api, who: string, path: string, count: number, meanwhile: () => Promise<unknown> = async () => {}): Promise<Message[]> {
  const stop = new AbortController()
  const answer = await api.call('GET', path, { headers: { cookie: cookieOf(who) } })
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const messages: Message[] = []
  let text = ''
  const late = setTimeout(() => { stop.abort(); void reader.cancel() }, 5000)
  await meanwhile()
  while (messages.length < count) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = Object.fromEntries(text.slice(0, end).split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
      text = text.slice(end + 2)
      if (fields['event'] !== undefined) messages.push({ event: fields['event'], id: fields['id'] ?? '', data: JSON.parse(fields['data'] ?? '{}') as Message['data'] })
    }
  }
  clearTimeout(late)
  await reader.cancel()
  return messages
}
