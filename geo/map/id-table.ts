/** Rows by id: 16 bytes an id and one slot, where a Map of strings takes ten times as much. */
export type IdTable = {
  /** The row of an id, or -1. */
  rowOf(id: string): number
  /** The id of a row, in lower case. */
  idOf(row: number): string
  /** Puts an id at a row that has none. Throws a RangeError when the id is no UUID. */
  set(id: string, row: number): void
  /** Takes a row's id out. */
  delete(row: number): void
  /** Another table of the same, from then on its own. */
  copy(): IdTable
}

const EMPTY = -1
const GONE = -2

const HEX = new Int8Array(128).fill(-1)
for (let digit = 0; digit < 16; digit += 1) {
  HEX[digit.toString(16).charCodeAt(0)] = digit
  HEX[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

/** Writes an id as four 32-bit words; false when it is no UUID. By hand: a million of them are read at a start. */
function readWords(id: string, into: Uint32Array): boolean {
  if (id.length !== 36) return false
  let digits = 0
  for (let at = 0; at < 36; at += 1) {
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (id.charCodeAt(at) !== 45) return false
      continue
    }
    const digit = HEX[id.charCodeAt(at)] ?? -1
    if (digit < 0) return false
    const word = digits >> 3
    into[word] = (into[word]! << 4) | digit
    digits += 1
  }
  return true
}

/** An empty table, or one with what another has; it grows as rows are set. */
export function makeIdTable(from?: { readonly words: Uint32Array; readonly slots: Int32Array; readonly used: number }): IdTable {
  let words = from?.words.slice() ?? new Uint32Array(4 * 1024)
  let slots = from?.slots.slice() ?? new Int32Array(2048).fill(EMPTY)
  let used = from?.used ?? 0 // slots that were ever taken since the last rehash

  const hash = (a: number, b: number, c: number, d: number) => Math.imul(a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b) ^ Math.imul(d, 0xc2b2ae35), 0x27d4eb2f) >>> 0
  const startOf = (row: number) => hash(words[4 * row]!, words[4 * row + 1]!, words[4 * row + 2]!, words[4 * row + 3]!) & (slots.length - 1)

  function place(row: number) {
    let slot = startOf(row)
    while (slots[slot] !== EMPTY) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = row
    used += 1
  }
  function rehash() {
    const rows = slots.filter((row) => row >= 0)
    slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2048, rows.length * 4)))).fill(EMPTY)
    used = 0
    for (const row of rows) place(row)
  }
  function slotOf(id: Uint32Array): number {
    const [a = 0, b = 0, c = 0, d = 0] = id
    for (let slot = hash(a, b, c, d) & (slots.length - 1); slots[slot] !== EMPTY; slot = (slot + 1) & (slots.length - 1)) {
      const at = 4 * slots[slot]!
      if (at >= 0 && words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) return slot
    }
    return -1
  }

  const asked = new Uint32Array(4)
  return {
    rowOf(id) {
      const slot = readWords(id, asked) ? slotOf(asked) : -1
      return slot < 0 ? -1 : slots[slot]!
    },
    idOf(row) {
      const hex = [0, 1, 2, 3].map((word) => words[4 * row + word]!.toString(16).padStart(8, '0')).join('')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
    },
    set(id, row) {
      if (!readWords(id, asked)) throw new RangeError(`${id} is no UUID`)
      if (4 * row >= words.length) {
        const larger = new Uint32Array(Math.max(words.length * 2, 4 * (row + 1)))
        larger.set(words)
        words = larger
      }
      words.set(asked, 4 * row)
      if (used * 2 >= slots.length) rehash()
      place(row)
    },
    delete(row) {
      const slot = slotOf(words.subarray(4 * row, 4 * row + 4))
      if (slot >= 0) slots[slot] = GONE
    },
    copy: () => makeIdTable({ words, slots, used }),
  }
}
