import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** The right to use a folder alone. */
export type FolderLock = { release(): Promise<void> }

/** Another live process uses the folder. */
export class FolderInUse extends Error {}

type Holder = { readonly pid: number; readonly started: string; readonly world: string }

const BEAT_MS = 2_000
const SILENCE_MS = 7_000 // three beats and a little: a holder that missed them is dead
const NAME = /^database\..+\.lock$/

const inProcess = new Set<string>()

/** When a process started, in the kernel's ticks since boot: with its number, no two processes share it. Undefined when it is gone. */
function startOf(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ') // a name may hold spaces
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined // no such process
  }
}

/** Where process numbers mean the same: one boot of one machine and one container on it. Elsewhere only the beat tells. */
function worldOf(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return `${hostname()} ${process.platform}` // no Linux: see isAlive
  }
}

function self(): Holder {
  return { pid: process.pid, started: startOf(process.pid) ?? String(Math.round(performance.timeOrigin)), world: worldOf() }
}

/** Whether a file's holder still touches it, watched for as long as a dead one would be silent. */
async function beats(path: string): Promise<boolean> {
  const touched = () => stat(path).then(({ mtimeMs }) => mtimeMs, () => undefined)
  const before = await touched()
  for (let waitedMs = 0; waitedMs < SILENCE_MS; waitedMs += BEAT_MS / 4) {
    const now = await touched()
    if (now === undefined) return false
    if (now !== before) return true
    await wait(BEAT_MS / 4)
  }
  return false
}

async function isAlive(path: string, holder: Holder, us: Holder): Promise<boolean> {
  if (holder.world !== us.world) return beats(path)
  if (process.platform === 'linux') return startOf(holder.pid) === holder.started
  return beats(path)
}

const isGone = (error: unknown) => (error as { code?: string }).code === 'ENOENT'

/** Who holds a lock file; undefined when it is gone. Throws when it cannot be read: then somebody may well hold it. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

/**
 * Locks a folder for this process; throws FolderInUse when another one has it. Every process has a file of its own
 * name, puts it down first and looks at the others after: of two that come together both may be refused, but never
 * are both let in. What a killed process left is seen by its number and start, and removed.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true })
  const us = self()
  const name = `database.${us.pid}-${us.started}.lock`
  const path = join(folder, name)
  if (inProcess.has(path)) throw new FolderInUse(`${folder} is already open in this process`)
  inProcess.add(path)
  const release = async () => {
    await rm(path, { force: true })
    inProcess.delete(path)
  }
  try {
    // Written aside and renamed, so that nobody reads half a file.
    await writeFile(`${path}.new`, JSON.stringify(us))
    await rename(`${path}.new`, path)
    for (const other of (await readdir(folder)).filter((found) => NAME.test(found) && found !== name)) {
      await refuseOrRemove(folder, join(folder, other), us)
    }
  } catch (error) {
    await release()
    throw error
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch((error: unknown) => {
      if (!isGone(error)) process.emitWarning(`the lock of the database folder cannot be renewed: ${String(error)}`) // gone: nothing is left to guard
    })
  }, BEAT_MS)
  beat.unref()
  return {
    async release() {
      clearInterval(beat)
      await release()
    },
  }
}

async function refuseOrRemove(folder: string, path: string, us: Holder) {
  const holder = await readHolder(path)
  if (holder === undefined) return // released meanwhile
  if (await isAlive(path, holder, us)) {
    throw new FolderInUse(`the database in ${folder} is open in process ${holder.pid}: one folder, one process; stop that one, or give this one another DATA_DIR`)
  }
  await rm(path, { force: true })
}
