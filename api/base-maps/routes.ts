import { READERS } from '../../geo/access/roles.ts'
import { listBaseMaps, readCapabilities, readTile, type BaseMap, type BaseMapSource } from '../../geo/map/base-contract.ts'
import { Problem } from '../../geo/problems.ts'
import type { Standing } from '../app.ts'
import type { Mount } from '../http/mount.ts'
import { openArchive } from './archive.ts'
import type { BaseMapSetting } from './settings.ts'

const TIMEOUT_MS = 10_000
const CAPABILITIES_BYTES = 8_000_000
// Where a raster archive has no tile: a picture of one clear pixel, since a browser takes no picture for a failure.
const CLEAR = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

/** A WMTS by a template is tiles by number under other names. */
const asNumbered = (url: string) => url.replaceAll('{TileMatrix}', '{z}').replaceAll('{TileCol}', '{x}').replaceAll('{TileRow}', '{y}')

/** Base maps of the operator: what they are, and what our own server reads for the page. */
export function mountBaseMaps(mount: Mount, { baseMaps, auth, network, log }: Pick<Standing, 'baseMaps' | 'auth' | 'network' | 'log'>): void {
  const archives = new Map(baseMaps.flatMap((one) => (one.kind === 'pmtiles' ? [[one.id, openArchive(one.archive, network)] as const] : [])))

  /** Calls what is not ours. A failure is the base map's, not a fault: it is logged, and the page shows the one that ships. */
  async function asking<T>(id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      log.warn({ baseMap: id, err: error }, 'a base map does not answer')
      throw new Problem('base-map-silent', { id })
    }
  }

  async function told({ kind, id, names, attribution, minZoom, maxZoom, labels, dark, ...rest }: BaseMapSetting): Promise<BaseMap> {
    const common = { id, names, attribution, labels, dark }
    if (kind !== 'pmtiles') return { ...common, minZoom, maxZoom, source: sourceOf({ kind, ...rest } as Remote) }
    const about = await asking(id, () => archives.get(id)!.about()).catch((error: unknown) => {
      if (error instanceof Problem) return undefined
      throw error
    })
    if (about === undefined) return { ...common, minZoom, maxZoom, source: null }
    return { ...common, minZoom: Math.max(minZoom, about.minZoom), maxZoom: Math.min(maxZoom, about.maxZoom), source: { kind: 'archive', vector: about.vector } }
  }

  mount(listBaseMaps, async (_, listed: BaseMap[]) => ({ baseMaps: listed }), async ({ c }) => {
    const actor = baseMaps.length === 0 ? undefined : await auth.actorOf(c)
    return Promise.all(visibleTo(baseMaps, actor?.grants.some(({ role }) => (READERS as readonly string[]).includes(role)) ?? false).map(told))
  })

  mount(readCapabilities, async (_, text: string) => ({ text }), ({ params: { id } }) => {
    const setting = baseMaps.find((one) => one.id === id)
    if (setting?.kind !== 'wmts') throw new Problem('base-map-not-found', { id })
    return asking(id, async () => {
      const answer = await network(setting.capabilities, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
      if (!answer.ok) throw new Error(`answered ${answer.status}`)
      const text = await answer.text()
      if (text.length > CAPABILITIES_BYTES) throw new Error('its capabilities are larger than 8 MB')
      return text
    })
  })

  mount(readTile, async ({ c }, tile: Awaited<ReturnType<ReturnType<typeof openArchive>['tile']>> & { vector: boolean }) =>
    c.body(new Uint8Array(tile.bytes), 200, { 'content-type': tile.type, 'cache-control': 'private, max-age=86400', 'content-security-policy': "default-src 'none'; sandbox" }),
  async ({ params: { id, z, x, y } }) => {
    const archive = archives.get(id)
    if (archive === undefined) throw new Problem('base-map-not-found', { id })
    const { vector, type } = await asking(id, () => archive.about())
    const tile = await asking(id, () => archive.tile(z, x, y))
    return { vector, ...(tile ?? (vector ? { bytes: new Uint8Array(), type } : { bytes: new Uint8Array(CLEAR), type: 'image/png' })) }
  })
}

/** The base maps that somebody may know of: all who reads the picture of their areas, else what the operator made public. */
export const visibleTo = (settings: readonly BaseMapSetting[], reader: boolean): readonly BaseMapSetting[] => settings.filter((one) => reader || ('public' in one && one.public))

type Remote = Pick<Extract<BaseMapSetting, { kind: 'xyz' | 'wmts-template' }>, 'kind' | 'url' | 'tilePx'> | Pick<Extract<BaseMapSetting, { kind: 'wmts' }>, 'kind' | 'layer' | 'matrixSet' | 'style'>

const sourceOf = (one: Remote): BaseMapSource => (one.kind === 'wmts'
  ? { kind: 'wmts', layer: one.layer, matrixSet: one.matrixSet, style: one.style }
  : { kind: 'xyz', url: one.kind === 'xyz' ? one.url : asNumbered(one.url), tilePx: one.tilePx })
