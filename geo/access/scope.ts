import { DESK_READERS, type Actor, type Role } from './roles.ts'

/** What an actor may reach through one endpoint: the union of its grants that the endpoint serves. */
export type Scope = {
  /** Codes of the granted areas, which hold in all below them; null is everywhere. */
  readonly areas: readonly string[] | null
  /** Organisations whose own sites the actor sees wherever they stand. */
  readonly organisations: readonly string[]
  /** Crews whose reports and repairs are the actor's own. */
  readonly crews: readonly string[]
  /** Organisations at whose desk the actor works: what is handed over to them is told to it, and no more than that. */
  readonly members: readonly string[]
  /** The actor, whose own reports stay its own anywhere. */
  readonly actor: string
}

/** The actor's scope for the roles an endpoint serves; undefined when it holds none of them. */
export function scopeFor(actor: Actor, roles: readonly Role[]): Scope | undefined {
  const held = actor.grants.filter((grant) => roles.includes(grant.role))
  if (held.length === 0) return undefined
  // An operator's grant is for its organisation's sites, not for all that stands in the area.
  const located = held.filter((grant) => grant.role !== 'operator')
  const everywhere = located.some((grant) => grant.area === null)
  return {
    areas: everywhere ? null : [...new Set(located.flatMap((grant) => grant.area ?? []))],
    organisations: held.flatMap((grant) => (grant.role === 'operator' && grant.organisation !== null ? [grant.organisation] : [])),
    crews: [...new Set(held.flatMap((grant) => (grant.crew === null ? [] : [grant.crew])))],
    members: [...new Set(held.flatMap((grant) => (grant.organisation !== null && (DESK_READERS as readonly Role[]).includes(grant.role) ? [grant.organisation] : [])))],
    actor: actor.id,
  }
}

/** A scope that reaches everything: for the system's own work. */
export const EVERYWHERE: Scope = { areas: null, organisations: [], crews: [], members: [], actor: 'system' }
