import type { Shape } from '../../geo/space/shape.ts'
import { sql, type Sql } from './sql.ts'

/** Degrees by which the outline of a whole area is simplified to be drawn: about 500 m. */
const OUTLINE_DEGREES = 0.005
const DECIMALS = 6 // 10 cm

const asGeojson = (geom: Sql) => sql`case when ${geom} is not null then st_asgeojson(${geom}, ${DECIMALS}::int)::json end`

/** The outline of a row `x` with `geom` or `zone_code`, as GeoJSON: its own, or when it is asked for that of its area. */
export const outlineOf = (areas: boolean): Sql => (areas
  ? asGeojson(sql`coalesce(x.geom, (select st_multi(st_simplifypreservetopology(z.geom, ${OUTLINE_DEGREES}::float8)) from areas z where z.code = x.zone_code))`)
  : asGeojson(sql`x.geom`))

/** True of a row `x` with `geom` or `zone_code` that a box meets. */
export const meets = (box: Sql): Sql => sql`(x.geom && ${box} and st_intersects(x.geom, ${box})
  or x.zone_code is not null and exists (select from areas z where z.code = x.zone_code and z.geom && ${box} and st_intersects(z.geom, ${box})))`

/** A checked outline as a geometry. */
export const geometryOf = (shape: Shape | null): Sql => (shape === null ? sql`null::geometry` : sql`st_setsrid(st_geomfromgeojson(${JSON.stringify(shape)}), 4326)`)
