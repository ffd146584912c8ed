import { z } from 'zod'

/** [longitude, latitude] in degrees, WGS 84 (RFC 7946). Finite and in range; -0 is made 0. */
export const Position = z.tuple([
  z.number().min(-180, 'longitude is from -180 to 180').max(180, 'longitude is from -180 to 180').transform((value) => value + 0),
  z.number().min(-90, 'latitude is from -90 to 90; longitude comes first').max(90, 'latitude is from -90 to 90; longitude comes first').transform((value) => value + 0),
])
export type Position = z.infer<typeof Position>

/** A position at exactly 0,0 is what broken receivers send: it is refused where a person or phone reports a place. */
export const ReportedPosition = Position.refine(([lon, lat]) => lon !== 0 || lat !== 0, 'position 0,0 is what a receiver without a fix sends; leave the position out')

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?`
const BBOX = new RegExp(`^\\s*${number}\\s*(?:,\\s*${number}\\s*){3}$`)

/** "west,south,east,north" in degrees; west > east crosses the antimeridian. */
export const Bbox = z.string().max(200).regex(BBOX, 'four numbers: west,south,east,north').transform((text, context) => {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = text.split(',').map(Number)
  const sane = [west, east].every((lon) => Math.abs(lon) <= 180) && [south, north].every((lat) => Math.abs(lat) <= 90) && south <= north
  if (!sane) context.issues.push({ code: 'custom', input: text, message: 'longitudes are from -180 to 180, latitudes from -90 to 90, south is not above north' })
  return [west, south, east, north] as const
})
export type Bbox = z.infer<typeof Bbox>

/** "longitude,latitude" as a query parameter. */
export const PositionText = z.string().max(100).transform((text, context) => {
  const parsed = Position.safeParse(text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part))))
  if (parsed.success) return parsed.data
  context.issues.push({ code: 'custom', input: text, message: 'two numbers: longitude,latitude' })
  return z.NEVER
})
