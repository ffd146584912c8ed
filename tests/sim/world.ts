import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../api/db/database.ts'
import { folderStore, type PhotoStore } from '../../api/photos/store.ts'
import { makeMemoryShelves } from '../../web/sync/memory-shelves.ts'
import type { HandedOn } from '../../web/sync/hand-on.ts'
import type { PhoneStore } from '../../web/sync/store.ts'
import { folderParts } from '../../api/uploads/parts.ts'
import { brokenPromises } from './checker.ts'
import { makeClock } from './clock.ts'
import { COUNTRY, fillCountry } from './country.ts'
import { liveDesk } from './desk.ts'
import { makeHistory, type History } from './history.ts'
import { FATES, makeNetwork, type Fate, type Weather } from './network.ts'
import { livePerson, TROUBLE_MS, type Shares } from './person.ts'
import { makeSimPhone } from './phone.ts'
import { makeQuiet } from './quiet.ts'
import { randomOf, type Random } from './random.ts'
import { sealFrom } from './seal.ts'
import { startSimServer, type SimServer } from './server.ts'
import { readStored, type Stored } from './stored.ts'

/** When the world begins. */
export const BEGIN_MS = Date.UTC(2026, 2, 1)

/** A bug, to see that the checker finds it: each part of the world may be given a worse twin. */
export type Mutation = {
  readonly database?: (database: Database, random: Random) => Database
  readonly photos?: (photos: PhotoStore, random: Random) => PhotoStore
  readonly store?: (store: PhoneStore) => PhoneStore
  /** What comes back to the phone. */
  readonly hears?: (said: Response, asked: string) => Promise<Response>
}

/** How a world ended. */
export type Ended = { readonly history: History; readonly stored: Stored; readonly broken: readonly string[]; readonly log: SimServer['log'] }

const SHARES: Shares = { poison: 0.03, handOn: 0.2, withdraw: 0.07 }

/** What a world may have its own way: a bug, more of one trouble. */
export type Ways = { readonly mutation?: Mutation; readonly fates?: readonly Fate[]; readonly shares?: Partial<Shares> }

/** Lets a world of phones and the server live from a seed, on an empty database, and says what it broke. */
export async function simulate({ seed, phones, database, mutation = {}, fates = FATES, shares = {} }: { seed: number | string; phones: number; database: Database } & Ways): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-sim-'))
  const quiet = makeQuiet()
  const random = randomOf(`${seed}`)
  const clock = makeClock(BEGIN_MS, quiet)
  const history = makeHistory()
  const onDisk = folderStore(folder)
  const photos = mutation.photos?.(onDisk, random.fork('mutated photos')) ?? onDisk
  const seal = await sealFrom(random.fork('seal'), join(folder, 'seal'), BEGIN_MS, clock.nowMs)
  const sealTo = await seal.current()
  const server = startSimServer({ database: mutation.database?.(database, random.fork('mutated database')) ?? database, photos, parts: folderParts(join(folder, 'uploads')), seal, clock, random: random.fork('server') })
  const given = new Map<number, HandedOn[]>()
  try {
    await fillCountry(database, phones)
    const desks = Array.from({ length: COUNTRY.areaOf(phones - 1) + 1 }, (_, area) => liveDesk({ area, phones, clock, random: random.fork(`desk ${area}`), server, history, troubleMs: TROUBLE_MS }))
    for (let number = 0; number < phones; number += 1) {
      const own = random.fork(`phone ${number}`)
      let weather: Weather = 0
      const phone = makeSimPhone({
        number, clock, quiet, random: own.fork('page'), history, shelves: { ...makeMemoryShelves(), durable: true }, mutate: mutation.store ?? ((store) => store),
        network: (alive) => {
          const network = makeNetwork({ clock, quiet, random: own.fork(`network ${clock.nowMs()}`), server, history, phone: number, fates, weather: () => weather, alive })
          return (who, cookie) => {
            const ask = network(who, cookie)
            const { hears } = mutation
            return hears === undefined ? ask : async (address, init) => hears(await ask(address, init), String(init.body))
          }
        },
      })
      livePerson({
        number, phones, clock, random: own.fork('person'), phone, server, history, desk: desks[COUNTRY.areaOf(number)]!, shares: { ...SHARES, ...shares },
        setWeather: (next) => { weather = next }, sealTo, given,
      })
    }
    await clock.run()
    const stored = await readStored(database, photos)
    return { history, stored, broken: brokenPromises(history.all, stored), log: server.log }
  } finally {
    server.close()
    quiet.end()
    await rm(folder, { recursive: true, force: true })
  }
}
