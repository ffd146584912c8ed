import { decideMany } from '../../geo/bulk/contract.ts'
import type { Mount } from '../http/mount.ts'
import * as commands from './commands.ts'

/** Many decisions of a desk at once. */
export function mountBulk(mount: Mount): void {
  mount(decideMany, async ({ tx, actor, scope, body, now }) => ({ verdicts: await commands.decideMany(tx, actor, scope, body.moves, now) }))
}
