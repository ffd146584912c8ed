import { SENDERS, type Actor } from '../../geo/access/roles.ts'
import { scopeFor, type Scope } from '../../geo/access/scope.ts'
import type { HeldWhy } from '../../geo/held/held.ts'
import { actorsById } from '../access/reading.ts'
import { many, type Tx } from '../db/sql.ts'
import type { Taken } from './opening.ts'
import * as queries from './queries.ts'
import { Phone } from './rows.ts'
import { isSigned } from './signature.ts'

/** Who delivers: nobody when a withdrawn phone hands in without a session. */
export type Carrier = { readonly actor: Actor | null; readonly device: string }

/** An operation with whose it is, and why it is not to be believed, if it is not. */
export type Judged = Taken & {
  readonly author: Actor
  /** What its author reaches now; undefined when they may not file. */
  readonly scope: Scope | undefined
  /** The phone it was filed on, as far as the server knows it. */
  readonly device: string | null
  /** The phone it says it was filed on. */
  readonly claims: string
  readonly carried: boolean
  readonly why: HeldWhy | null
}

const nobody = (id: string): Actor => ({ id, name: id, kind: 'person', grants: [] })

/**
 * Whose each operation is. What its author's own session delivers is theirs; what another delivers is its author's by the signature of
 * the phone it was filed on, whose key the server kept, and only if that person has sent something from that phone before: else a phone
 * could speak for anyone.
 */
export async function judge(tx: Tx, all: readonly Taken[], carrier: Carrier, demo: boolean): Promise<Judged[]> {
  const foreign = all.flatMap(({ content }) => (content !== null && (content.by !== carrier.actor?.id || content.device !== carrier.device) ? [content] : []))
  const phones = foreign.length === 0 ? [] : await many(tx, Phone, queries.phones([...new Set(foreign.map((content) => content.device))]))
  const authors = foreign.length === 0 ? new Map<string, Actor>() : await actorsById(tx, foreign.map((content) => content.by), demo)

  return Promise.all(all.map(async (taken): Promise<Judged> => {
    const { content } = taken
    const own = content === null || content.by === carrier.actor?.id
    const author = (own ? carrier.actor : authors.get(content.by)) ?? nobody(content?.by ?? '')
    const scope = scopeFor(author, SENDERS)
    const claims = content?.device ?? carrier.device
    const phone = claims === carrier.device && own ? undefined : phones.find(({ id }) => id === claims)
    const judged = { ...taken, author, scope, claims, device: phone?.id ?? (own ? carrier.device : null), carried: !own }
    const why = async (): Promise<HeldWhy | null> => {
      if (content === null || (own && phone?.revoked !== true)) return null
      if (own) return 'revoked'
      if (phone?.key == null) return 'device-unknown'
      if (content.signature === null) return 'signature-missing'
      if (!(await isSigned(content, phone.key))) return 'signature-wrong'
      if (phone.revoked) return 'revoked'
      if (!phone.people.includes(author.id)) return 'not-on-phone'
      return scope === undefined ? 'no-rights' : null
    }
    return { ...judged, why: taken.broken === null ? await why() : null }
  }))
}
