import { open } from 'node:fs/promises'
import { PMTiles, TileType, type Source } from 'pmtiles'

const TIMEOUT_MS = 10_000
const TYPES: Readonly<Partial<Record<TileType, string>>> = {
  [TileType.Mvt]: 'application/vnd.mapbox-vector-tile', [TileType.Png]: 'image/png', [TileType.Jpeg]: 'image/jpeg', [TileType.Webp]: 'image/webp', [TileType.Avif]: 'image/avif',
}

/** An archive on our disk; opened for each read, so that a file put in its place is noticed. */
const onDisk = (path: string): Source => ({
  getKey: () => path,
  async getBytes(offset, length) {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
      return { data: new Uint8Array(buffer.subarray(0, bytesRead)).buffer }
    } finally {
      await file.close()
    }
  },
})

/** An archive at an address that answers ranges. A server that sends all of it is not read: it may be the planet. */
const atAddress = (url: string, network: typeof fetch): Source => ({
  getKey: () => url,
  async getBytes(offset, length) {
    const answer = await network(url, { headers: { range: `bytes=${offset}-${offset + length - 1}` }, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (answer.status !== 206) {
      await answer.body?.cancel()
      throw new Error(`the archive's server answered ${answer.status} to a range`)
    }
    return { data: await answer.arrayBuffer() }
  },
})

/** A tile's bytes, unpacked; undefined where the archive has none. */
export type Tile = { readonly bytes: Uint8Array; readonly type: string }

/** A PMTiles archive, read where it lies, a range at a time. */
export function openArchive(archive: string, network: typeof fetch) {
  const tiles = new PMTiles(/^https?:\/\//.test(archive) ? atAddress(archive, network) : onDisk(archive))
  const about = async () => {
    const { tileType, minZoom, maxZoom } = await tiles.getHeader()
    const type = TYPES[tileType]
    if (type === undefined) throw new Error('the archive holds tiles of a kind that cannot be shown')
    return { type, vector: tileType === TileType.Mvt, minZoom, maxZoom }
  }
  return {
    /** What is in it. Throws when it cannot be read. */
    about,
    async tile(z: number, x: number, y: number): Promise<Tile | undefined> {
      const { type } = await about()
      if (x >= 2 ** z || y >= 2 ** z) return undefined
      const found = await tiles.getZxy(z, x, y)
      return found === undefined ? undefined : { bytes: new Uint8Array(found.data), type }
    },
  }
}
