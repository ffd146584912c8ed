import type { Role } from '../../geo/access/roles.ts'

/** The screen that a role works at. */
export const screenOf = (role: Role): 'field' | 'desk' | 'admin' => (role === 'crew' ? 'field' : role === 'admin' ? 'admin' : 'desk')

/** Where to go after signing in: an address of our own that was asked for, else nothing. Another site's address is never followed. */
export function askedFor(search: string): string | null {
  const to = new URLSearchParams(search).get('to')
  return to !== null && /^\/(?![/\\])[\w\-/]*$/.test(to) ? to : null
}
