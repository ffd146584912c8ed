import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Email, GrantAsked, Password, PASSWORD_LENGTH } from '../../geo/access/people.ts'
import { words } from '../../geo/text.ts'
import { configFrom } from '../config.ts'
import { problemOf } from '../db/constraints.ts'
import { migrate } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { makeLog } from '../log.ts'
import { projectRoot } from '../root.ts'
import { standOn } from '../standing.ts'
import { freshPassword, giveGrant, makePerson } from './people.ts'

const USAGE = `Makes a person with a role; the first administrator of a server is made this way.

  npm run person -- --email admin@example.org --name "Administrator" [--role admin] [--area CODE]

The password is read from the environment variable PASSWORD (12 characters or more); without it one is made and shown once.`

const Asked = z.object({
  email: Email, name: words(200),
  role: z.enum(['admin', 'authority', 'dispatcher', 'auditor']).default('admin'), area: z.string().optional(),
})

const { values } = parseArgs({ options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, area: { type: 'string' }, help: { type: 'boolean' } } })
const asked = Asked.safeParse(values)
if (values.help === true || !asked.success) {
  process.stdout.write(`${USAGE}\n`)
  process.exit(values.help === true ? 0 : 2)
}

const given = Password.optional().safeParse(process.env['PASSWORD'])
if (!given.success) {
  process.stderr.write(`the password in PASSWORD needs ${PASSWORD_LENGTH} to 200 characters\n`)
  process.exit(2)
}

const config = configFrom(process.env)
const log = makeLog('warn')
const dataDir = resolve(projectRoot, config.dataDir)
const database = await openDatabase({ url: config.databaseUrl, dataDir, poolSize: 2, log: (message) => log.debug(message) })
try {
  await migrate(database)
  const { auth, makeId } = await standOn(database, { ...config, dataDir }, log, () => true)
  const password = given.data ?? freshPassword()
  const { email, name, role, area } = asked.data
  const hash = await auth.hashPassword(password)
  // One transaction: a person without a role, whose e-mail is taken, would be in the way of the next try.
  await database.write(async (tx) => {
    const id = makeId()
    await makePerson(tx, { id: 'system' }, { id, accountId: makeId(), name, email, hash })
    await giveGrant(tx, { id: 'system' }, id, GrantAsked.parse({ role, area: area ?? null }))
  })
  process.stdout.write(`${role} ${email} made${given.data === undefined ? `; the password, shown this once: ${password}` : ''}\n`)
} catch (error) {
  const problem = problemOf(error)
  if (problem === undefined) throw error
  process.stderr.write(`${problem.message}; nothing was changed\n`)
  process.exitCode = 1
} finally {
  await database.close()
}
