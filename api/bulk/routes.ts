import { decideMany } from '../../geo/bulk/contract.ts'
import type { Mount } from '../http/mount.ts'
import { hashOf } from '../reports/commands.ts'
import * as commands from './commands.ts'
import { once } from './once.ts'

/** Many decisions of a desk at once; under an id, only once. */
export function mountBulk(mount: Mount): void {
  mount(decideMany, async ({ tx, actor, scope, body, now }) => {
    const decide = () => commands.decideMany(tx, actor, scope, body.moves, now)
    return { verdicts: await (body.id === undefined ? decide() : once(tx, actor, { id: body.id, hash: hashOf(body.moves), now }, decide)) }
  })
}
