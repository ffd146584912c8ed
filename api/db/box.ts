import { sql, type Sql } from './sql.ts'

/** A west, south, east, north box as a geometry; over the antimeridian it is two. */
export const boxGeometry = ([west, south, east, north]: readonly [number, number, number, number]): Sql => west <= east
  ? sql`st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326)`
  : sql`st_collect(st_makeenvelope(${west}, ${south}, 180, ${north}, 4326), st_makeenvelope(-180, ${south}, ${east}, ${north}, 4326))`
