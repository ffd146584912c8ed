import { live as endpoint } from '../../geo/events/contract.ts'
import { addressOf } from '../call.ts'
import { makeStream, type LiveMessage, type LiveState, type Source, type StreamWorld } from './stream.ts'

/** What tabs of one browser say to each other. */
type Said =
  | { readonly kind: 'heard'; readonly message: LiveMessage }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'ask' } // a new tab asks the leader how the stream stands

const NAME = 'vidnova-live'

const world: StreamWorld = {
  open: (since) => new EventSource(addressOf(endpoint, { query: since === null ? {} : { since } })) as Source,
  after(waitMs, then) {
    const timer = setTimeout(then, waitMs)
    return () => clearTimeout(timer)
  },
  random: Math.random,
}

/**
 * Listens to what changes, through one stream for all tabs of the browser (with HTTP/1.1 a seventh stream would hang).
 * The tab that holds the lock reads and tells the others; a browser without locks reads in each tab. Returns its end.
 */
export function listen(tell: (message: LiveMessage) => void, state: (state: LiveState) => void): () => void {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return makeStream(world, null, tell, state)
  const channel = new BroadcastChannel(NAME)
  const ended = new AbortController()
  let stop: (() => void) | undefined
  let current: LiveState = 'connecting'
  let last: string | null = null // where to go on from when this tab takes over
  const say = (said: Said) => channel.postMessage(said)
  const noted = (message: LiveMessage) => {
    if (message.kind !== 'presence') last = message.kind === 'event' ? message.event.cursor : null
    tell(message)
  }
  const stands = (now: LiveState) => {
    current = now
    state(now)
  }

  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'heard') noted(data.message)
    else if (data.kind === 'state') stands(data.state)
    else if (stop !== undefined) say({ kind: 'state', state: current })
  }
  stands('connecting')
  say({ kind: 'ask' })

  navigator.locks.request(NAME, { signal: ended.signal }, () => new Promise<void>((release) => {
    const close = makeStream(world, last, (message) => {
      noted(message)
      say({ kind: 'heard', message })
    }, (now) => {
      stands(now)
      if (now !== 'off') say({ kind: 'state', state: now })
    })
    stop = () => {
      close()
      release()
    }
  })).catch((error: unknown) => {
    if (!ended.signal.aborted) throw error // leaving before our turn is no failure
  })

  return () => {
    ended.abort()
    stop?.()
    channel.close()
  }
}
