import { DESK_READERS, DESK_WRITERS, type Grant, type Role } from '../access/roles.ts'
import { SharedPart, type HandoverAnswer, type HandoverState } from './handover.ts'

/** A hand-over as far as it decides who reads what of it. */
export type Offered = {
  readonly from: string | null
  readonly to: string
  readonly shared: readonly SharedPart[]
  readonly state: HandoverState
  /** Accepted, and theirs by it to this day. */
  readonly held: boolean
  /** Given by who had it by a hand-over themselves, maybe without reaching it any other way. */
  readonly onward: boolean
}

/** Where a damage lies: its area with all above it, and who operates its site. */
export type Spot = { readonly lineage: readonly string[]; readonly operator: string | null }

const serves = (roles: readonly Role[], { role }: Grant) => roles.includes(role)
const holdsIn = (grant: Grant, { lineage, operator }: Spot) =>
  (grant.role === 'operator' ? operator !== null && grant.organisation === operator : grant.area === null || lineage.includes(grant.area))

const worksFor = (grants: readonly Grant[], organisation: string, roles: readonly Role[]) => grants.some((grant) => grant.organisation === organisation && serves(roles, grant))

/** True when somebody reads a damage at a desk by area or site, without any hand-over. */
export const readsAnyway = (grants: readonly Grant[], spot: Spot): boolean => grants.some((grant) => serves(DESK_READERS, grant) && holdsIn(grant, spot))

/** Organisations for which somebody decides at the desk of a place. */
export const deskOf = (grants: readonly Grant[], spot: Spot): readonly string[] =>
  [...new Set(grants.flatMap((grant) => (grant.organisation !== null && serves(DESK_WRITERS, grant) && holdsIn(grant, spot) ? [grant.organisation] : [])))]

/** True when somebody works at the desk of who receives a hand-over. */
export const receives = (grants: readonly Grant[], offered: Offered): boolean => worksFor(grants, offered.to, DESK_READERS)

const gave = (grants: readonly Grant[], { onward, from }: Offered, roles: readonly Role[]) => onward && from !== null && worksFor(grants, from, roles)

/**
 * The parts of a damage that somebody may read by a hand-over; null when there is no such hand-over for them. Who reads the damage by area or
 * site reads all. The receiver's desk reads what is shared as long as it is asked or theirs; of what has ended it knows that alone. So does who
 * handed it on of that hand-over: what they see of the damage, they see by their own.
 */
export function partsSeen(grants: readonly Grant[], offered: Offered, spot: Spot): readonly SharedPart[] | null {
  if (readsAnyway(grants, spot)) return SharedPart.options
  if (!receives(grants, offered)) return gave(grants, offered, DESK_READERS) ? [] : null
  return offered.state === 'asked' || offered.held ? SharedPart.options.filter((part) => offered.shared.includes(part)) : []
}

/**
 * True when somebody may hand a damage over or give it up, whose responsible organisation is this, null for nobody: that organisation's desk
 * at the place, an authority there, or a desk of no organisation, which keeps the place for all.
 */
export const mayHandOver = (grants: readonly Grant[], responsible: string | null, spot: Spot): boolean => grants.some((grant) =>
  serves(DESK_WRITERS, grant) && holdsIn(grant, spot) && (responsible === null || grant.role === 'authority' || grant.organisation === null || grant.organisation === responsible))

/** True when somebody sends crews, moves the repair, says when service is back and hands on what was handed over: the receiver's desk, as long as it is theirs. */
export const mayWork = (grants: readonly Grant[], offered: Offered): boolean => offered.held && worksFor(grants, offered.to, DESK_WRITERS)

/** The parts that a hand-over lets its receiver share with another: those that were shared with them. */
export const mayShare = (offered: Offered, shared: readonly SharedPart[]): boolean => shared.every((part) => offered.shared.includes(part))

/** The answers that somebody may give to a hand-over as it stands. */
export function answersOpen(grants: readonly Grant[], offered: Offered, spot: Spot): readonly HandoverAnswer[] {
  const decides = worksFor(grants, offered.to, DESK_WRITERS)
  if (offered.state === 'asked') return [...(decides ? ['accepted', 'declined'] as const : []), ...(mayHandOver(grants, offered.from, spot) || gave(grants, offered, DESK_WRITERS) ? ['taken_back'] as const : [])]
  return offered.held && decides ? ['returned'] : []
}
