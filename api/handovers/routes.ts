import { answerHandover, askHandover, claimDamage, expectHanded, getHandedPhoto, getHandover, handOn, listHandovers, moveHanded, readResponsibility, releaseDamage, sendToHanded } from '../../geo/handovers/contract.ts'
import { Problem } from '../../geo/problems.ts'
import type { Mount } from '../http/mount.ts'
import { photoBytes } from '../photos/shown.ts'
import type { PhotoStore } from '../photos/store.ts'
import { hashOf } from '../reports/commands.ts'
import * as commands from './commands.ts'
import { handedFor, listsFor, responsibilityFor } from './reading.ts'
import { claim, release } from './responsibility.ts'

/** Which organisation a damage is for, and its way from one to another: who receives reads no more of it than is shared. */
export function mountHandovers(mount: Mount, store: PhotoStore): void {
  mount(readResponsibility, ({ tx, actor, scope, params }) => responsibilityFor(tx, actor, scope, params.id))

  mount(claimDamage, async ({ tx, actor, scope, params, body, now }) => {
    await claim(tx, actor, scope, { ...params, ...body, now })
    return responsibilityFor(tx, actor, scope, params.id)
  })

  mount(releaseDamage, async ({ tx, actor, scope, params, body, now }) => {
    await release(tx, actor, scope, { ...params, ...body, now })
    return responsibilityFor(tx, actor, scope, params.id)
  })

  mount(askHandover, async ({ tx, actor, scope, params, body, sent, now }) => {
    await commands.ask(tx, actor, scope, { ...params, ...body, hash: hashOf(sent), now })
    return responsibilityFor(tx, actor, scope, body.damage)
  })

  mount(handOn, async ({ tx, actor, params: { id, next }, body, sent, now }) => {
    await commands.handOn(tx, actor, id, { ...body, id: next, hash: hashOf(sent), now })
    return handedFor(tx, actor, next, now)
  })

  mount(listHandovers, ({ tx, actor, scope, now }) => listsFor(tx, actor, scope, now))

  mount(getHandover, ({ tx, actor, params, now }) => handedFor(tx, actor, params.id, now))

  mount(getHandedPhoto, async ({ tx, actor, params: { id, sha256 }, query: { size }, now, c }) => {
    const { about } = await handedFor(tx, actor, id, now)
    if (about?.photos?.some((photo) => photo.sha256 === sha256) !== true) throw new Problem('photo-not-found', { id: sha256 })
    return photoBytes(c, tx, store, sha256, size)
  })

  mount(answerHandover, async ({ tx, actor, params, body, now }) => {
    await commands.answer(tx, actor, { ...params, ...body, now })
    return handedFor(tx, actor, params.id, now)
  })

  mount(sendToHanded, async ({ tx, actor, params, body, now }) => {
    await commands.sendCrew(tx, actor, { ...params, ...body, now })
    return handedFor(tx, actor, params.id, now)
  })

  mount(moveHanded, async ({ tx, actor, params, body: { version, ...step }, now }) => {
    await commands.moveRepair(tx, actor, params.id, step, version, now)
    return handedFor(tx, actor, params.id, now)
  })

  mount(expectHanded, async ({ tx, actor, params, body, now }) => {
    await commands.expects(tx, actor, params.id, { ...body, now })
    return handedFor(tx, actor, params.id, now)
  })
}
