import { join, resolve } from 'node:path'
import { configFrom } from '../config.ts'
import { projectRoot } from '../root.ts'
import { sealIn } from './seal.ts'

const { dataDir } = configFrom(process.env)
const { key } = await sealIn(join(resolve(projectRoot, dataDir), 'seal'), () => new Date()).rotate()
process.stdout.write(`phones seal to the key ${key} from their next sign-in or sync on; the older keys stay, for what is still sealed to them\n`)
