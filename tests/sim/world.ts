import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../api/db/database.ts'
import { folderStore, type PhotoStore } from '../../api/photos/store.ts'
import { sealIn } from '../../api/seal/seal.ts'
import { makeMemoryShelves } from '../../web/sync/memory-shelves.ts'
import type { PhoneStore } from '../../web/sync/store.ts'
import { folderParts } from '../../api/uploads/parts.ts'
import { brokenPromises } from './checker.ts'
import { makeClock } from './clock.ts'
import { COUNTRY, fillCountry, PHONES_PER_AREA } from './country.ts'
import { makeHistory, type History } from './history.ts'
import { FATES, makeNetwork, type Fate, type Weather } from './network.ts'
import { livePerson, TROUBLE_MS } from './person.ts'
import { makeSimPhone } from './phone.ts'
import { makeQuiet } from './quiet.ts'
import { randomOf, type Random } from './random.ts'
import { startSimServer, type SimServer } from './server.ts'
import { readStored, type Stored } from './stored.ts'

const BEGIN_MS = Date.UTC(2026, 2, 1)

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

/** The desk of an area looks once at its damages and sends crews to the worst. */
function liveDesk(area: number, phones: number, clock: ReturnType<typeof makeClock>, random: Random, server: SimServer) {
  const desk = COUNTRY.desk(area)
  const crewsHere = Math.min(PHONES_PER_AREA, phones - area * PHONES_PER_AREA)
  clock.after(random.int(TROUBLE_MS / 4, TROUBLE_MS / 2), async () => {
    const cookie = await server.signIn(desk)
    const list = await server.answer({ who: desk, cookie, method: 'GET', path: '/api/damages?limit=3', body: '' })
    const { damages } = (await list!.json()) as { damages: { id: string }[] }
    for (const [nth, damage] of damages.entries()) {
      const path = `/api/repairs/0000000e-0000-4000-8000-${String(area * 10 + nth).padStart(12, '0')}`
      const crew = COUNTRY.crew(area * PHONES_PER_AREA + random.int(0, crewsHere - 1))
      await server.answer({ who: desk, cookie, method: 'PUT', path, body: JSON.stringify({ damage: damage.id, crew }) })
    }
  })
}

/** What a world may have its own way: a bug, more of one trouble. */
export type Ways = { readonly mutation?: Mutation; readonly fates?: readonly Fate[]; readonly poisonShare?: number }

/** Lets a world of phones and the server live from a seed, on an empty database, and says what it broke. */
export async function simulate({ seed, phones, database, mutation = {}, fates = FATES, poisonShare = 0.03 }: { seed: number | string; phones: number; database: Database } & Ways): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-sim-'))
  const quiet = makeQuiet()
  const random = randomOf(`${seed}`)
  const clock = makeClock(BEGIN_MS, quiet)
  const history = makeHistory()
  const onDisk = folderStore(folder)
  const photos = mutation.photos?.(onDisk, random.fork('mutated photos')) ?? onDisk
  const server = startSimServer({ database: mutation.database?.(database, random.fork('mutated database')) ?? database, photos, parts: folderParts(join(folder, 'uploads')), seal: sealIn(join(folder, 'seal'), () => new Date(clock.nowMs())), clock, random: random.fork('server') })
  try {
    await fillCountry(database, phones)
    for (let number = 0; number < phones; number += 1) {
      const own = random.fork(`phone ${number}`)
      let weather: Weather = 0
      const phone = makeSimPhone({
        number, clock, random: own.fork('page'), history, shelves: makeMemoryShelves(), mutate: mutation.store ?? ((store) => store),
        network: (alive) => {
          const network = makeNetwork({ clock, quiet, random: own.fork(`network ${clock.nowMs()}`), server, history, phone: number, fates, weather: () => weather, alive })
          return (who, cookie) => {
            const ask = network(who, cookie)
            const { hears } = mutation
            return hears === undefined ? ask : async (address, init) => hears(await ask(address, init), String(init.body))
          }
        },
      })
      livePerson({ number, phones, clock, random: own.fork('person'), phone, server, history, poisonShare, setWeather: (next) => { weather = next } })
    }
    for (let area = 0; area <= COUNTRY.areaOf(phones - 1); area += 1) liveDesk(area, phones, clock, random.fork(`desk ${area}`), server)
    await clock.run()
    const stored = await readStored(database, photos)
    return { history, stored, broken: brokenPromises(history.all, stored), log: server.log }
  } finally {
    server.close()
    quiet.end()
    await rm(folder, { recursive: true, force: true })
  }
}
