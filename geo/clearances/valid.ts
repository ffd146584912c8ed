import type { Clearance } from './clearance.ts'

/** True while a clearance holds. */
export const isValid = ({ from, until, revokedAt }: Pick<Clearance, 'from' | 'until' | 'revokedAt'>, atMs: number): boolean =>
  Date.parse(from) <= atMs && atMs < Date.parse(until) && (revokedAt === null || atMs < Date.parse(revokedAt))
