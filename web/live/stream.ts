import { LiveEvent } from '../../geo/events/event.ts'
import { Presence } from '../../geo/presence/contract.ts'

/** How the live stream stands, as the desk shows it. */
export type LiveState = 'connecting' | 'live' | 'waiting' | 'off'

/** What the live stream says: something changed, start again from what the server has now, or who else is there. */
export type LiveMessage = LiveChange | { readonly kind: 'presence'; readonly presence: Presence }

/** The part of it that is about what is stored. */
export type LiveChange = { readonly kind: 'event'; readonly event: LiveEvent } | { readonly kind: 'reset' }

/** The part of EventSource that the stream uses, so that a test can stand in for the network. */
export type Source = {
  readonly readyState: number
  onopen: ((event: Event) => void) | null
  onerror: ((event: Event) => void) | null
  addEventListener(name: string, listen: (event: MessageEvent<string>) => void): void
  close(): void
}

/** What the stream needs of the world. */
export type StreamWorld = {
  /** Opens the stream after `since`; null is from now on. */
  readonly open: (since: string | null) => Source
  /** Calls after some ms; gives a function that calls it off. */
  readonly after: (waitMs: number, then: () => void) => () => void
  /** From 0 up to 1. */
  readonly random: () => number
}

const CLOSED = 2 // EventSource.CLOSED
const FIRST_WAIT_MS = 500
const SLOWEST_MS = 15_000

/** The wait before try number `failures`, spread so that a hundred desks do not come back in one second. */
export function waitMs(failures: number, random: number): number {
  return Math.min(SLOWEST_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1)) * (0.5 + random / 2)
}

/**
 * One live stream that survives everything: a cut is resumed by the browser itself, an answer other than 200 closes an
 * EventSource for good, so it is made again after a wait and continues from the last cursor it saw. Returns its end.
 */
export function makeStream(world: StreamWorld, since: string | null, tell: (message: LiveMessage) => void, state: (state: LiveState) => void): () => void {
  let cursor = since
  let failures = 0
  let source: Source | undefined
  let callOff: (() => void) | undefined
  let ended = false

  function heard(event: MessageEvent<string>) {
    if (event.lastEventId !== '') cursor = event.lastEventId
    const parsed = LiveEvent.safeParse(parse(event.data))
    if (!parsed.success) return // a keep-alive, or a newer server's kind of message
    cursor = parsed.data.cursor
    tell({ kind: 'event', event: parsed.data })
  }

  function open() {
    const opened = world.open(cursor)
    source = opened
    state('connecting')
    opened.onopen = () => {
      failures = 0
      state('live')
    }
    opened.onerror = () => {
      if (ended || source !== opened) return
      if (opened.readyState !== CLOSED) return state('waiting') // the browser tries again by itself
      opened.close()
      failures += 1
      state('waiting')
      callOff = world.after(waitMs(failures, world.random()), open)
    }
    opened.addEventListener('change', heard)
    opened.addEventListener('presence', (event) => {
      const parsed = Presence.safeParse(parse(event.data))
      if (parsed.success) tell({ kind: 'presence', presence: parsed.data })
    })
    opened.addEventListener('hello', (event) => {
      // Between what was read before and this moment something may have changed unheard.
      if (cursor === null) tell({ kind: 'reset' })
      if (event.lastEventId !== '') cursor = event.lastEventId
    })
    opened.addEventListener('reset', (event) => {
      cursor = event.lastEventId === '' ? null : event.lastEventId // the old cursor is older than the log
      tell({ kind: 'reset' })
    })
  }

  open()
  return () => {
    ended = true
    callOff?.()
    source?.close()
    state('off')
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
