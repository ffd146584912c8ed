import { DamageState, Verification } from '../damages/damage.ts'
import { ServiceState } from '../damages/grades.ts'
import { RepairState } from '../repairs/lifecycle.ts'
import { Sector } from '../sites/kinds.ts'
import type { Position } from '../space/position.ts'

/** A site or a damage as far as the map shows, counts and filters it. */
export type Thing = {
  readonly id: string
  readonly what: 'site' | 'damage'
  readonly kind: string
  readonly sector: Sector | null
  /** Null of a damage whose place is known in words only: it is counted, and in no view. */
  readonly position: Position | null
  readonly area: string | null
  readonly organisation: string | null
  readonly version: number
  /** Of a damage; of a site they are null. */
  readonly severity: number | null
  readonly function: ServiceState | null
  readonly state: DamageState | null
  readonly verification: Verification | null
  /** Where its repair stands, `none` without one. */
  readonly repair: RepairState | 'none' | null
  /** Its tier in the order, and people without service because of it; null nobody can say. */
  readonly tier: number | null
  readonly people: number | null
  /** The site that a damage is at: while the damage is open it stands for the site. */
  readonly site: string | null
}

/** Repair states and none, in the order of their codes. */
export const REPAIRS = ['none', ...RepairState.options] as const

// One number for all that comes from short lists.
const FIELDS = {
  what: { shift: 0, options: ['site', 'damage'] as readonly unknown[] },
  state: { shift: 1, options: DamageState.options as readonly unknown[] },
  severity: { shift: 3, options: [null, 0, 1, 2, 3, 4] as readonly unknown[] },
  function: { shift: 6, options: ServiceState.options as readonly unknown[] },
  verification: { shift: 8, options: Verification.options as readonly unknown[] },
  sector: { shift: 11, options: [null, ...Sector.options] as readonly unknown[] },
} as const
const WIDTHS = { what: 1, state: 2, severity: 3, function: 2, verification: 3, sector: 2 } as const

/** The field names that `traitsOf` packs. */
export type Trait = keyof typeof FIELDS

/** Set on a site while an open damage stands for it. */
export const COVERED = 1 << 13

const NAMES = Object.keys(FIELDS) as Trait[]
const BITS = NAMES.map((name) => [name, new Map(FIELDS[name].options.map((option, code) => [option, code << FIELDS[name].shift]))] as const)

/** The traits of a thing as one number of 14 bits; `COVERED` is added by the index. */
export function traitsOf(thing: Thing): number {
  let packed = 0
  for (const [name, bits] of BITS) packed |= bits.get(thing[name]) ?? 0
  return packed
}

/** One field of packed traits. */
export const traitOf = (traits: number, name: Trait): unknown => FIELDS[name].options[(traits >>> FIELDS[name].shift) & ((1 << WIDTHS[name]) - 1)]
