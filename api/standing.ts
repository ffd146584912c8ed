import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from '../geo/sync/uuid.ts'
import { makeAuth } from './access/auth.ts'
import { secretOf } from './access/secret.ts'
import type { Standing } from './app.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import { makeLiveFeed } from './live/live-feed.ts'
import type { Logger } from './log.ts'
import { folderStore } from './photos/store.ts'
import { folderParts } from './uploads/parts.ts'
import { projectRoot } from './root.ts'
import { sealIn } from './seal/seal.ts'

/** The version in package.json. */
export const version = (): string => (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version

/** All that the app stands on, with the real clock, real randomness and the real disk. */
export async function standOn(database: Database, config: Config, log: Logger, ready: () => boolean): Promise<Standing> {
  const secret = await secretOf(config.authSecret, config.dataDir)
  return {
    database, log, ready,
    auth: makeAuth({ database, secret, publicUrl: config.publicUrl, trustProxy: config.trustProxy, demo: config.demo }),
    photos: folderStore(join(config.dataDir, 'photos')), parts: folderParts(join(config.dataDir, 'uploads')),
    seal: sealIn(join(config.dataDir, 'seal'), () => new Date()),
    live: makeLiveFeed(database, log),
    baseMaps: config.baseMaps, timeZone: config.timeZone, network: (address, init) => fetch(address, init),
    demo: config.demo, publicUrl: config.publicUrl, trustProxy: config.trustProxy, version: version(),
    clock: () => new Date(),
    makeId: () => uuidv7(Date.now(), randomBytes(10)),
  }
}
