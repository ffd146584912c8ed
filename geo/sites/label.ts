/** What a site's label, or a person reading it out, says of the site. */
export type LabelSaid = { readonly number: number } | { readonly id: string }

/** What a code that was read says: a site, surely or by a number that may be anybody's; or that it is no label of ours. */
export type LabelRead = { readonly said: LabelSaid; readonly sure: boolean } | { readonly foreign: 'code' | 'server' }

const NUMBER = /^(?:№|#|no?\.?)?\s*0*([1-9]\d{0,8})$/i
const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const ADDRESS = /^https?:\/\/([^/?#]+)\/field\/?\?(?:[^#]*&)?site=([^&#]+)/i

/**
 * What the code on a site's label carries: the address of the crew's page with the site's number. Any camera of a phone opens it there, and
 * it says neither what nor where the site is.
 */
export const labelOf = (origin: string, number: number): string => `${origin}/field?site=${number}`

/** A site's number as it is typed or read out; null when it is none. */
export function siteNumber(text: string): number | null {
  const [, digits] = NUMBER.exec(text.trim()) ?? []
  return digits === undefined ? null : Number(digits)
}

/** A site by its number or its id; null when the text is neither. */
export function siteSaid(text: string): LabelSaid | null {
  const number = siteNumber(text)
  if (number !== null) return { number }
  return ID.test(text.trim()) ? { id: text.trim().toLowerCase() } : null
}

/**
 * What a scanned code says of a site. Our own address and an id are sure, since nothing else carries them; a bare number may be an inventory
 * number of somebody else's, so that a person has to look at the name. The address of another server names another site by the same number.
 */
export function readLabel(text: string, origin: string): LabelRead {
  const [, host = '', written = ''] = ADDRESS.exec(text.trim()) ?? []
  if (host !== '') {
    const said = siteSaid(written)
    if (said === null) return { foreign: 'code' }
    return 'id' in said || host.toLowerCase() === origin.replace(/^https?:\/\//i, '').toLowerCase() ? { said, sure: true } : { foreign: 'server' }
  }
  const said = siteSaid(text)
  return said === null ? { foreign: 'code' } : { said, sure: 'id' in said }
}
