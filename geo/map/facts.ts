import { COVERED } from './thing.ts'

/** Different ones, each with a small number. They only grow. */
export type Codes<One> = { code(one: One): number; readonly all: readonly One[] }

/** What a thing is, apart from where and whose: its traits, its kind and where its repair stands (a place in `REPAIRS`). */
export type What = { readonly traits: number; readonly kind: string; readonly repair: number }

/** Where a thing belongs: its area and its organisation. */
export type Whose = { readonly area: string | null; readonly organisation: string | null }

/** All that things can be filtered by, as two numbers for each: what many have in common is asked once, not for every one. */
export type Facts = {
  readonly what: Codes<What>
  readonly whose: Codes<Whose>
  /** The same, and whether an open damage stands for it. */
  covered(what: number, covered: boolean): number
}

function makeCodes<One>(keyOf: (one: One) => unknown): Codes<One> {
  const all: One[] = []
  const codes = new Map<unknown, number>()
  return {
    all,
    code(one) {
      const key = keyOf(one)
      const known = codes.get(key)
      if (known !== undefined) return known
      codes.set(key, all.length)
      return all.push(one) - 1
    },
  }
}

/** Facts of nothing yet. */
export function makeFacts(): Facts {
  const [kinds, areas, organisations] = [makeCodes<string>((kind) => kind), makeCodes<string | null>((area) => area), makeCodes<string | null>((organisation) => organisation)]
  // Keys are numbers, since two of them are made for each of a million things at a start: 14 bits of traits, 4 of repairs, then kinds.
  const what = makeCodes<What>(({ traits, repair, kind }) => kinds.code(kind) * 2 ** 18 + repair * 2 ** 14 + traits)
  const whose = makeCodes<Whose>(({ area, organisation }) => areas.code(area) * 2 ** 20 + organisations.code(organisation))
  return {
    what, whose,
    covered(code, covered) {
      const one = what.all[code]!
      const traits = covered ? one.traits | COVERED : one.traits & ~COVERED
      return traits === one.traits ? code : what.code({ ...one, traits })
    },
  }
}
