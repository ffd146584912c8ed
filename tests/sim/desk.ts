import type { VirtualClock } from './clock.ts'
import { COUNTRY, PHONES_PER_AREA } from './country.ts'
import type { History } from './history.ts'
import type { Random } from './random.ts'
import type { SimServer } from './server.ts'

const HOUR_MS = 3_600_000

/** The desk of one area, as its phones' people reach it. */
export type Desk = {
  /** Withdraws a phone; false when the server does not know it. */
  withdraw(device: string): Promise<boolean>
}

type Said = { readonly damages: readonly { readonly id: string }[]; readonly held: readonly { readonly id: string; readonly op: string }[] }

/**
 * The desk of an area: looks once at its damages and sends crews to the worst, withdraws phones, and looks every now and then at what was held:
 * accepts most of it, discards some, and leaves some for later.
 */
export function liveDesk({ area, phones, clock, random, server, history, troubleMs }: { area: number; phones: number; clock: VirtualClock; random: Random; server: SimServer; history: History; troubleMs: number }): Desk {
  const who = COUNTRY.desk(area)
  const crewsHere = Math.min(PHONES_PER_AREA, phones - area * PHONES_PER_AREA)
  let signedIn: Promise<string> | undefined
  async function ask(method: string, path: string, body?: unknown): Promise<Partial<Said> | undefined> {
    signedIn ??= server.signIn(who)
    const answer = await server.answer({ who, cookie: await signedIn, method, path, body: body === undefined ? '' : JSON.stringify(body) })
    return answer?.status === 200 ? ((await answer.json()) as Partial<Said>) : undefined
  }

  async function sendCrews() {
    const { damages = [] } = (await ask('GET', '/api/damages?limit=3')) ?? {}
    for (const [nth, damage] of damages.entries()) {
      const crew = COUNTRY.crew(area * PHONES_PER_AREA + random.int(0, crewsHere - 1))
      await ask('PUT', `/api/repairs/0000000e-0000-4000-8000-${String(area * 10 + nth).padStart(12, '0')}`, { damage: damage.id, crew })
    }
  }

  async function review() {
    const { held = [] } = (await ask('GET', '/api/held')) ?? {}
    for (const { id, op } of held) {
      if (random.chance(0.2)) continue
      const accept = random.chance(0.7)
      if (await ask('POST', `/api/held/${id}/decision`, { accept, why: 'by the desk' })) {
        history.note({ what: 'decided', atMs: clock.nowMs(), id: op, by: who, decision: accept ? 'accepted' : 'discarded' })
      }
    }
  }

  clock.after(random.int(troubleMs / 4, troubleMs / 2), sendCrews)
  for (const atMs of [random.int(troubleMs / 2, troubleMs), troubleMs + random.int(0, HOUR_MS), troubleMs + 8 * HOUR_MS]) clock.after(atMs, review)
  return { withdraw: async (device) => (await ask('POST', `/api/devices/${device}/revocation`, { revoked: true })) !== undefined }
}
