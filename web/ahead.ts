type Network = (address: string, init: RequestInit) => Promise<Response>

const KEPT_MS = 10_000

/**
 * A network that can be asked ahead: what was asked for an address answers the next GET of it, once, whatever became of it.
 * What nobody has taken after `keptMs` is too old and dropped.
 */
export function makeAhead(over: Network, keptMs = KEPT_MS): { ask(address: string, init: RequestInit): void; readonly network: Network } {
  const asked = new Map<string, Promise<Response>>()
  return {
    ask(address, init) {
      const answer = over(address, init)
      asked.set(address, answer)
      answer.catch(() => undefined) // who takes it is told
      setTimeout(() => { if (asked.get(address) === answer) asked.delete(address) }, keptMs)
    },
    async network(address, init) {
      const answer = init.method === 'GET' ? asked.get(address) : undefined
      if (answer === undefined) return over(address, init)
      asked.delete(address)
      const given = await answer
      init.signal?.throwIfAborted()
      return given
    },
  }
}
