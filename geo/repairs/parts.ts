/** What parts are counted in. */
export const UNITS = ['piece', 'metre', 'kilogram', 'litre'] as const
/** One of them. */
export type Unit = (typeof UNITS)[number]

/** Parts that crews use most, each with its unit; anything else is said in words. */
export const PARTS = {
  insulator: 'piece', conductor: 'metre', cable: 'metre', joint: 'piece', pole: 'piece', fuse: 'piece', breaker: 'piece', transformer: 'piece',
  oil: 'litre', fuel: 'litre', fibre: 'metre', antenna: 'piece', battery: 'piece', generator: 'piece',
} as const satisfies Record<string, Unit>

/** The name of a part on that list. */
export type PartName = keyof typeof PARTS

/** True for a name on the list, which is shown in the reader's language. */
export const isPartName = (name: string): name is PartName => name in PARTS
