import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { configFrom } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { makeLog } from '../log.ts'
import { projectRoot } from '../root.ts'
import { standOn } from '../standing.ts'
import { putGrant } from './commands.ts'

const USAGE = `Makes a person with a role; the first administrator of a server is made this way.

  npm run person -- --email admin@example.org --name "Administrator" [--role admin] [--area CODE]

The password is read from the environment variable PASSWORD (12 characters or more); without it one is made and shown once.`

const Asked = z.object({
  email: z.email(), name: z.string().min(1).max(200),
  role: z.enum(['admin', 'authority', 'dispatcher', 'auditor']).default('admin'), area: z.string().optional(),
})

const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, area: { type: 'string' }, help: { type: 'boolean' } } })
const asked = Asked.safeParse(values)
if (values.help === true || !asked.success) {
  process.stdout.write(`${USAGE}\n`)
  process.exit(values.help === true ? 0 : 2)
}

const config = configFrom(process.env)
const log = makeLog('warn')
const dataDir = resolve(projectRoot, config.dataDir)
const database = await openDatabase({ url: config.databaseUrl, dataDir, poolSize: 2, log: (message) => log.debug(message) })
try {
  await migrate(database)
  const { auth } = await standOn(database, { ...config, dataDir }, log, () => true)
  const given = process.env['PASSWORD']
  const password = given ?? randomBytes(15).toString('base64url')
  if (password.length < 12) throw new Error('the password has fewer than 12 characters')
  const { email, name, role, area } = asked.data
  const id = await auth.createPerson({ email, name, password })
  await database.write((tx) => putGrant(tx, { user: id, role, area: area ?? null, organisation: null, crew: null }))
  process.stdout.write(`${role} ${email} made${given === undefined ? `; the password, shown this once: ${password}` : ''}\n`)
} finally {
  await database.close()
}
