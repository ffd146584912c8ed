import { spawnSync } from 'node:child_process'

/** True where GDAL's programs are on the path. Throws where REQUIRE_GDAL says that they must be. */
export function gdal(): boolean {
  const there = spawnSync('ogr2ogr', ['--version'], { stdio: 'ignore' }).status === 0
  if (!there && process.env.REQUIRE_GDAL === '1') throw new Error('ogr2ogr is not on the path, and REQUIRE_GDAL=1 says that it must be')
  if (!there) process.stdout.write('GDAL is not installed: the feed is not read by it in this run\n')
  return there
}
