import { backoffMs, HEARTBEAT_MS, toldMs } from './backoff.ts'
import { BATCH, nextBatch } from './batch.ts'
import { troubleOf, type Trouble } from './failures.ts'
import type { Fit, Shrink } from './fitting.ts'
import { makeOp, photosFor, sealWhatWaits, type Filing } from './make-op.ts'
import type { Sealing } from './sealing.ts'
import { sendPhotos, type SendPhoto } from './send-photos.ts'
import type { Spared } from './sparing.ts'
import { CURSOR, isFull, type Outgoing, type PhoneStore } from './store.ts'
import { landingOf, type SyncAnswer } from './verdicts.ts'
import type { Withdrawal, WithdrawalWorld } from './withdrawal.ts'

/** What the phone asks of the server in one round trip. */
export type SyncAsked = {
  device: string
  deviceKey: string | null
  since: string | null
  clock: string
  ops: { id: string; kind: string; body: unknown }[]
}

const LATER = { withdrawal: () => import('./withdrawal.ts'), fitting: () => import('./fitting.ts') }
/** Parts that few phones ever need, fetched when they do. */
export type Later = typeof LATER

/** All that the outbox needs of the world: a simulation gives its own. */
export type OutboxWorld = WithdrawalWorld & {
  readonly store: PhoneStore
  readonly device: string
  readonly send: (asked: SyncAsked) => Promise<SyncAnswer>
  readonly sendPhoto: SendPhoto
  /** Why photos should wait though the network is there; never when left out. */
  readonly spared?: () => Spared | null
  /** Runs the work while no other tab runs it; undefined when another does. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T | undefined>
  readonly nowMs: () => number
  readonly random: () => number
  /** Who is signed in, as far as the page knows. */
  readonly who: () => string | null
  /** What seals to the server's key; null while the phone knows none. */
  readonly sealing?: () => Promise<Sealing | null>
  /** True where the sender of photos says which key sealed bytes are sealed to. */
  readonly sealsPhotos?: boolean
  /** The phone's own public key, by which others may deliver for it. */
  readonly deviceKey?: () => Promise<string | null>
  /** Makes a photo smaller when the phone runs full; without it such photos are left out. */
  readonly shrink?: Shrink
  /** How parts are fetched that are not on the page from its start; by the browser when left out. */
  readonly later?: Later
  /** Called after every change of the store or the state, for this tab and the others. */
  readonly changed: () => void
}

/** What the outbox is doing. */
export type Activity = { readonly sending: ReadonlySet<string>; readonly photo: boolean; /** Why photos that the server asked for wait. */ readonly spared: Spared | null; readonly trouble: Trouble | null; readonly reachedAtMs: number | null; /** This phone was withdrawn, had nothing left to send, and removed all that was on it. */ readonly cleared: boolean }

/** Keeps operations on the phone and sends them in order, one flight at a time over all tabs. */
export function makeOutbox(world: OutboxWorld) {
  const { store, later = LATER } = world
  const failedAlone = new Map<string, number>()
  let activity: Activity = { sending: new Set(), photo: false, spared: null, trouble: null, reachedAtMs: null, cleared: false }
  let failures = 0
  let photoFaults = 0 // flights in a row with a photo that the server could not take
  let size = BATCH
  let flight: Promise<number> | undefined
  let handedIn = false // the last answer came without a session

  function show(part: Partial<Activity>) {
    activity = { ...activity, ...part }
    world.changed()
  }

  // Few phones are ever withdrawn: what they do then comes when it is needed.
  let ending: Withdrawal | undefined
  const withdrawal = async () => (ending ??= (await later.withdrawal()).makeWithdrawal(world))
  /** Waiting operations that this session may send: its own, and those of nobody known; from a phone that was withdrawn also what others sealed on it. */
  const waiting = async () => (await store.outgoing()).filter((op) => op.by === null || op.by === world.who() || (ending?.isProven() === true && op.sealed))

  /** One round trip. True when another is due at once. */
  async function exchange(): Promise<boolean> {
    const ops = nextBatch(await waiting(), size, failedAlone)
    show({ sending: new Set(ops.map((op) => op.id)) })
    const answer = await send(ops)
    const landing = landingOf(ops, answer, world.nowMs())
    await store.land(landing)
    if (answer.clear === true && world.clear) await (await withdrawal()).hear(landing.settled.length > 0, send)
    const settled = new Set(landing.settled.map(({ id }) => id))
    // One that failed alone got through: it was the network, and all may travel together again.
    if (ops.some((op) => settled.has(op.id) && failedAlone.has(op.lane))) failedAlone.clear()
    if (settled.size < ops.length) held(ops.filter((op) => !settled.has(op.id)))
    else size = Math.min(BATCH, size * 2)
    failures = 0
    // Handed in without a session: what nobody knows the signature of is taken from who signs in alone.
    const lacksSession = handedIn && (settled.size < ops.length || ending?.isProven() !== true)
    show({ sending: new Set(), trouble: lacksSession ? 'signed-out' : null, reachedAtMs: world.nowMs() })
    // What was just delivered comes back as a change in the next answer, after its commit: at once, unless others wait for that place.
    // While the vault is locked nothing of it can be taken in.
    return (answer.more && store.legible()) || (settled.size > 0 && (answer.crowded !== true || (await waiting()).length > 0))
  }

  async function send(ops: readonly Pick<Outgoing, 'id' | 'lane' | 'kind' | 'body' | 'sealed'>[]): Promise<SyncAnswer> {
    const asked = async () => ({
      device: world.device, person: world.who(), deviceKey: (await world.deviceKey?.()) ?? null, since: (await store.read<string>(CURSOR)) ?? null,
      clock: new Date(world.nowMs()).toISOString(),
      ops: ops.map(({ id, kind, body }) => ({ id, kind, body })),
    })
    handedIn = false
    try {
      return await world.send(await asked())
    } catch (error) {
      const { trouble } = troubleOf(error)
      if (trouble === 'start-over') {
        await store.write(CURSOR, null)
        return world.send(await asked())
      }
      // Nobody is signed in: if that is because the phone was withdrawn, what is sealed on it may still be handed in.
      if (trouble === 'signed-out' && world.handIn) {
        handedIn = true
        return (await withdrawal()).handIn(ops).catch((refused: unknown) => unanswered(ops, refused))
      }
      return unanswered(ops, error)
    }
  }

  function unanswered(ops: readonly Pick<Outgoing, 'lane'>[], error: unknown): never {
    const { trouble } = troubleOf(error)
    if (trouble === 'fault' || trouble === 'unreachable') held(ops)
    throw error
  }

  /** A batch without its verdicts is halved; down to one, its lane goes behind the others. */
  function held(ops: readonly Pick<Outgoing, 'lane'>[]) {
    if (ops.length === 1 && ops[0]) failedAlone.set(ops[0].lane, (failedAlone.get(ops[0].lane) ?? 0) + 1)
    size = Math.max(1, Math.floor(Math.min(size, Math.max(1, ops.length)) / 2))
  }

  /** Photos that the server asked for, until an operation waits that may get its verdict. */
  async function photos(): Promise<void> {
    show({ photo: true })
    try {
      const spared = await sendPhotos({
        store, send: world.sendPhoto, spared: () => world.spared?.() ?? null, changed: world.changed,
        pause: async () => (await waiting()).some((op) => !failedAlone.has(op.lane)),
      })
      photoFaults = 0
      show({ photo: false, spared })
    } catch (error) {
      if (troubleOf(error).trouble === 'fault') photoFaults += 1
      throw error
    }
  }

  const seals = async () => (await world.sealing?.()) ?? null

  async function fly(): Promise<number> {
    const [who, sealing] = [world.who(), await seals()]
    if (who !== null && sealing !== null && store.legible() && (await sealWhatWaits(store, who, sealing, world.sealsPhotos === true))) world.changed()
    try {
      // What the server cannot answer is tried after the photos of all others.
      if (failedAlone.size > 0) await photos()
      for (;;) {
        while (await exchange());
        await photos()
        if (await ending?.clearWhenEmpty()) {
          show({ cleared: true, sending: new Set(), trouble: null })
          return HEARTBEAT_MS
        }
        if ((await waiting()).length === 0) return HEARTBEAT_MS
        if (failedAlone.size > 0) return backoffMs(++failures, world.random()) // only what the server gives no verdict on is left
      }
    } catch (error) {
      const { trouble, waitMs } = troubleOf(error)
      show({ sending: new Set(), photo: false, trouble })
      // A server that says when has counted who comes then: who stays away for longer leaves a place empty, and all wait.
      if (trouble === 'busy' && waitMs !== null) return toldMs(waitMs, world.random())
      failures += 1
      return backoffMs(Math.max(failures, photoFaults), world.random())
    }
  }

  return {
    /** Keeps an operation with as much of its photos as there is room for; resolves when it would survive a crash. Throws QuotaExceededError when there is room for nothing. */
    async file(filing: Filing): Promise<Fit> {
      const by = world.who()
      const sealing = by === null ? null : await seals()
      const keep = async (fitted: Filing, how: Sealing | null) => store.file(await makeOp(fitted, by, world.nowMs(), how), await photosFor(fitted.photos ?? [], world.sealsPhotos ? how : null), fitted.draft)
      const file = (fitted: Filing) => keep(fitted, sealing).catch((error: unknown) => {
        if (sealing === null || isFull(error)) throw error
        console.warn('filed open, since it could not be sealed', error)
        return keep(fitted, null)
      })
      const fit = await file(filing).then((): Fit => 'whole', async (error: unknown) => {
        if (!isFull(error)) throw error
        return (await later.fitting()).fileFitting(filing, file, store, world.shrink)
      })
      world.changed()
      return fit
    },

    /** Sends all that waits and takes in what changed. Resolves to the ms after which to try again; never rejects for the network's sake. */
    flush(): Promise<number> {
      if (activity.cleared) return Promise.resolve(HEARTBEAT_MS)
      return (flight ??= world.alone(fly).then((waitMs) => waitMs ?? HEARTBEAT_MS).finally(() => { flight = undefined }))
    },

    activity: () => activity,
  }
}

export type { Filing }

/** What `makeOutbox` gives. */
export type Outbox = ReturnType<typeof makeOutbox>
