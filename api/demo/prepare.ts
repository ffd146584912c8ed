import * as access from '../access/commands.ts'
import type { Standing } from '../app.ts'
import { loadDemo } from './load.ts'
import { demoAccounts } from './people.ts'

/** The demonstration country and its accounts, put in on the first start; later starts find them there. */
export async function prepareDemo({ database, log, clock }: Pick<Standing, 'database' | 'log' | 'clock'>): Promise<void> {
  await loadDemo(database, { now: clock(), log: (message) => log.info(message) })
  await database.write(async (tx) => {
    for (const account of demoAccounts) {
      // An address under .invalid can never be anybody's (RFC 2606), and the account has no password: it opens by the start page alone.
      await access.putPerson(tx, { id: `demo-${account.key}`, name: account.name, email: `${account.key}@demo.invalid`, demo: true })
      await access.putGrant(tx, { user: `demo-${account.key}`, role: account.role, area: account.areaCode, organisation: account.organisation, crew: account.crew })
    }
  })
}
