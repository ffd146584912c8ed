/**
 * The clocks by which areas live, as IANA names, by the code of the area: that of a country, or of an area in it that has a clock of its own.
 * What is planned to come again keeps the clock that it was planned by.
 */
export const AREA_CLOCKS: Readonly<Record<string, string>> = {
  UA: 'Europe/Kyiv', MD: 'Europe/Chisinau', PL: 'Europe/Warsaw', SK: 'Europe/Bratislava', HU: 'Europe/Budapest', RO: 'Europe/Bucharest',
}

/** The clock by which an area lives; by the codes of the areas around it, from the top down: the smallest that says decides, and where none does, what the operator set. */
export const clockOf = (lineage: readonly string[], elsewhere: string): string => AREA_CLOCKS[lineage.findLast((code) => Object.hasOwn(AREA_CLOCKS, code)) ?? ''] ?? elsewhere
