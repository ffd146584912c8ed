import { z } from 'zod'
import { Position } from './position.ts'

/** How many positions an outline may have, over all of its rings. */
export const VERTICES_AT_MOST = 2000

const Ring = z.array(Position).min(4, 'a ring has at least four positions').refine((ring) => {
  const [first, last] = [ring[0], ring.at(-1)]
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1]
}, 'a ring ends where it begins')
const Polygon = z.array(Ring).min(1)

/** An outline as it is kept and told: a GeoJSON MultiPolygon (RFC 7946). */
export const Shape = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Polygon).min(1) })
export type Shape = z.infer<typeof Shape>

const verticesOf = (shape: Shape) => shape.coordinates.flat().reduce((sum, ring) => sum + ring.length, 0)

/** An outline as it is sent: a GeoJSON Polygon or MultiPolygon; at most `VERTICES_AT_MOST` positions. */
export const ShapeAsked = z.union([
  z.strictObject({ type: z.literal('Polygon'), coordinates: Polygon }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(Polygon).min(1) }),
]).transform((shape): Shape => (shape.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [shape.coordinates] } : shape))
  .refine((shape) => verticesOf(shape) <= VERTICES_AT_MOST, `an outline has at most ${VERTICES_AT_MOST} positions`)

/** All that lies within so many metres of a position (a circle) or of a path (a corridor), as it is sent: the server makes the outline. */
export const Around = z.strictObject({ path: z.array(Position).min(1).max(100), radiusM: z.number().min(10).max(50_000) })
export type Around = z.infer<typeof Around>
