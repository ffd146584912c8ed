import { siteNumber } from '../../geo/sites/label.ts'
import type { NearSite } from '../../geo/sites/site.ts'

/** How many sites a search offers. */
const OFFERED = 20

/** Sites whose name, in either language, has all the words in it; the one whose number it is comes first. */
export function sitesNamed(sites: readonly NearSite[], text: string): NearSite[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const number = siteNumber(text)
  const numbered = number === null ? [] : sites.filter((site) => site.number === number)
  const named = sites.filter((site) => {
    if (site.number === number) return false
    const name = `${site.names.uk ?? ''} ${site.names.en ?? ''}`.toLocaleLowerCase()
    return words.every((word) => name.includes(word))
  })
  return [...numbered, ...named].slice(0, OFFERED)
}
