import { NO_CHANGES } from '../../geo/sync/merge.ts'
import { hashOf } from './hash.ts'
import type { Sealing } from './sealing.ts'
import type { Outgoing, PhoneStore } from './store.ts'
import type { SyncAnswer } from './verdicts.ts'

/** What the server answers to a withdrawn phone that hands in without a session. */
export type HandedIn = Pick<SyncAnswer, 'verdicts' | 'missingPhotos' | 'now'>
type Sent = Pick<Outgoing, 'id' | 'lane' | 'kind' | 'body' | 'sealed'>

/** What a withdrawn phone needs of the world; without `clear` it never clears itself. */
export type WithdrawalWorld = {
  readonly store: PhoneStore
  readonly device: string
  readonly who: () => string | null
  readonly sealing?: () => Promise<Sealing | null>
  readonly newId?: () => string
  /** Hands in what is sealed, without a session; refused to every phone that was not withdrawn. */
  readonly handIn?: (asked: { device: string; ops: { id: string; kind: string; body: unknown }[] }) => Promise<HandedIn>
  /** Removes all that is on the phone, and ends its session. */
  readonly clear?: () => Promise<void>
}

/**
 * The end of a phone that was withdrawn. That it is to clear itself is believed only of an answer that also carries a verdict on what this
 * phone has just sent: its id and the hash of its body, which no portal, no cache and no answer to another phone has. When nothing
 * waits, a question is sent that means nothing and can only be refused.
 */
export function makeWithdrawal(world: WithdrawalWorld) {
  const { store } = world
  let proven = false

  async function question(): Promise<Sent> {
    const id = world.newId!()
    const op = { id, kind: 'phone.question', body: { id, asked: crypto.randomUUID() } }
    const by = world.who()
    const sealing = by === null ? null : ((await world.sealing?.()) ?? null)
    return { id, lane: id, sealed: sealing !== null, ...(sealing === null ? { kind: op.kind, body: op.body } : { kind: 'sealed', body: await sealing.op(op, by!) }) }
  }

  return {
    isProven: () => proven,

    /** Takes note of an answer that says to clear; `answered` when it carried a verdict on what was sent with it. */
    async hear(answered: boolean, send: (ops: readonly Sent[]) => Promise<SyncAnswer>): Promise<void> {
      if (proven || world.clear === undefined || world.newId === undefined) return
      if (answered) {
        proven = true
        return
      }
      const asked = await question()
      const hash = await hashOf(asked.body)
      const answer = await send([asked])
      proven = answer.clear === true && answer.verdicts.some((verdict) => verdict.id === asked.id && verdict.hash === hash)
    },

    /** Hands in what is sealed, as an answer of `sync` that tells nothing. Throws Refused when the phone was not withdrawn. */
    async handIn(ops: readonly Sent[]): Promise<SyncAnswer> {
      const sealed = ops.filter((op) => op.sealed).map(({ id, kind, body }) => ({ id, kind, body }))
      const { verdicts, missingPhotos, now } = await world.handIn!({ device: world.device, ops: sealed })
      return { verdicts, missingPhotos, missingThumbs: [], clear: true, changes: NO_CHANGES, alerts: { asOf: null, alerts: [] }, cursor: '', more: false, crowded: false, now }
    },

    /** Clears the phone when that was proven and nothing is left on it that the server could still take. */
    async clearWhenEmpty(): Promise<boolean> {
      if (!proven || world.clear === undefined) return false
      if ((await store.outgoing()).length > 0) return false
      for (const photo of await store.photos()) if (photo.state === 'asked' && (await store.bytes(photo.sha256, 'photo')) !== null) return false
      await world.clear()
      return true
    },
  }
}

/** What `makeWithdrawal` gives. */
export type Withdrawal = ReturnType<typeof makeWithdrawal>
