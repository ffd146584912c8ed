import type { Around, Shape } from '../../geo/space/shape.ts'
import { sql, type Sql } from './sql.ts'

/** Degrees by which the outline of a whole area is simplified to be drawn: about 500 m. */
const OUTLINE_DEGREES = 0.005
const DECIMALS = 6 // 10 cm

const asGeojson = (geom: Sql) => sql`case when ${geom} is not null then st_asgeojson(${geom}, ${DECIMALS}::int)::json end`

/** A checked outline as a geometry. */
export const geometryOf = (shape: Shape | null): Sql => (shape === null ? sql`null::geometry` : sql`st_setsrid(st_geomfromgeojson(${JSON.stringify(shape)}), 4326)`)

/** The outline of a row `x` with `geom` or `zone_code`, as GeoJSON: its own, or when it is asked for that of its area. */
export const outlineOf = (areas: boolean): Sql => (areas
  ? asGeojson(sql`coalesce(x.geom, (select st_multi(st_simplifypreservetopology(z.geom, ${OUTLINE_DEGREES}::float8)) from areas z where z.code = x.zone_code))`)
  : asGeojson(sql`x.geom`))

/** True of a row `x` with `geom` or `zone_code` that a box meets. */
export const meets = (box: Sql): Sql => sql`(x.geom && ${box} and st_intersects(x.geom, ${box})
  or x.zone_code is not null and exists (select from areas z where z.code = x.zone_code and z.geom && ${box} and st_intersects(z.geom, ${box})))`

const DEGREE_M = 111_195 // of latitude, on the sphere that distances are taken on

/**
 * The outline, as GeoJSON, of all within some metres of a path: widened on a plane laid at its middle, which is off by less than 1 % over
 * 100 km from north to south, and asks no table of projections.
 */
export function outlineAround({ path, radiusM }: Around): Sql {
  const latitudes = path.map(([, lat]) => lat)
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2
  const [wide, high] = [DEGREE_M * Math.max(0.05, Math.cos((middle * Math.PI) / 180)), DEGREE_M]
  const geometry = { type: path.length === 1 ? 'Point' : 'LineString', coordinates: path.length === 1 ? path[0] : path }
  return sql`st_asgeojson(st_multi(st_scale(st_buffer(st_scale(st_setsrid(st_geomfromgeojson(${JSON.stringify(geometry)}), 4326),
    ${wide}::float8, ${high}::float8), ${radiusM}::float8, 12), ${1 / wide}::float8, ${1 / high}::float8)), ${DECIMALS}::int)::json`
}

const SITE_M = 100

/** The outline to be drawn, as GeoJSON, of what holds at a site: all within 100 m of its geometry. */
export const siteOutline = (geom: Sql): Sql => {
  const wide = sql`(${DEGREE_M}::float8 * cos(radians(st_y(st_centroid(${geom})))))`
  return asGeojson(sql`st_multi(st_scale(st_buffer(st_scale(${geom}, ${wide}, ${DEGREE_M}::float8), ${SITE_M}::float8, 6), 1 / ${wide}, 1 / ${DEGREE_M}::float8))`)
}
