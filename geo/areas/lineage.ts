/** The codes of an area and all around it, from the top down; as far up as the phone was told. */
export function lineageOf(areas: readonly { readonly code: string; readonly parent: string | null }[], code: string | null): string[] {
  const parents = new Map(areas.map((area) => [area.code, area.parent]))
  const lineage: string[] = []
  for (let at = code; at !== null && !lineage.includes(at); at = parents.get(at) ?? null) lineage.unshift(at)
  return lineage
}
