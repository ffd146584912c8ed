const LENGTH = 6

/** The short mark of a damage, said over the radio and typed into a search: the end of its number, in capitals. */
export const markOf = (id: string): string => id.slice(-LENGTH).toUpperCase()

/** The end of a number that a text may be, as the number is written; null when it is none. */
export function damageMark(text: string): string | null {
  const said = text.replace(/^[\s#№]+/, '').trim().toLowerCase()
  return new RegExp(`^[0-9a-f-]{${LENGTH},36}$`).test(said) ? said : null
}
