import { isRefused, type Feature, type Refused } from './rows.ts'

/** A populated place that things are named after. */
export type Place = { readonly uk: string; readonly en: string; readonly lon: number; readonly lat: number; readonly population: number }

const RADIANS = Math.PI / 180

/** Places from a file with name_uk, name_en, population and a position. */
export async function readPlaces(features: AsyncIterable<Feature | Refused>): Promise<Place[]> {
  const places: Place[] = []
  for await (const feature of features) {
    if (isRefused(feature)) continue
    const { name_uk: uk, name_en: en, population } = feature.properties
    const [lon, lat] = (feature.geometry as { coordinates: [number, number] } | undefined)?.coordinates ?? [NaN, NaN]
    if (typeof uk === 'string' && typeof en === 'string' && Number.isFinite(lon) && Number.isFinite(lat)) places.push({ uk, en, lon, lat, population: Number(population) || 0 })
  }
  return places
}

/**
 * The place that a site is named after; undefined when there are none. A town sixteen times larger draws from twice as far,
 * or every station at the edge of a city would bear the name of a village. O(places).
 */
export function namingPlace(places: readonly Place[], [lon, lat]: readonly number[]): Place | undefined {
  // Flat within the few kilometres that decide; the cosine makes both axes the same length.
  const narrow = Math.cos(lat! * RADIANS)
  let best: Place | undefined
  let least = Infinity
  for (const place of places) {
    const away = (((place.lon - lon!) * narrow) ** 2 + (place.lat - lat!) ** 2) / Math.sqrt(Math.max(1, place.population))
    if (away < least) [best, least] = [place, away]
  }
  return best
}
