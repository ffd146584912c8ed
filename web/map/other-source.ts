import MVT from 'ol/format/MVT.js'
import WMTSCapabilities from 'ol/format/WMTSCapabilities.js'
import TileLayer from 'ol/layer/Tile.js'
import VectorTileLayer from 'ol/layer/VectorTile.js'
import type TileSource from 'ol/source/Tile.js'
import VectorTileSource from 'ol/source/VectorTile.js'
import WMTS, { optionsFromCapabilities } from 'ol/source/WMTS.js'
import XYZ from 'ol/source/XYZ.js'
import { readCapabilities, type BaseMap } from '../../geo/map/base-contract.ts'
import { call } from '../call.ts'
import type { OtherLayer } from './other-base.ts'
import { vectorTileStyle } from './vector-tile-style.ts'

const pictures = (source: XYZ | WMTS): OtherLayer => ({ layer: new TileLayer({ source }) as unknown as OtherLayer['layer'], source })

/** The layer of a base map. Throws when what it needs first does not come. */
export async function makeOther({ id, source, minZoom, maxZoom }: BaseMap): Promise<OtherLayer> {
  const zooms = { minZoom, maxZoom }
  const own = `/api/base-maps/${id}/tiles/{z}/{x}/{y}`
  switch (source?.kind) {
    case 'xyz': return pictures(new XYZ({ ...zooms, url: source.url, tilePixelRatio: source.tilePx / 256, transition: 0 }))
    case 'wmts': {
      const { text } = await call(readCapabilities, { params: { id } })
      const options = optionsFromCapabilities(new WMTSCapabilities().read(text), { layer: source.layer, ...(source.matrixSet === null ? {} : { matrixSet: source.matrixSet }), ...(source.style === null ? {} : { style: source.style }) })
      if (options === null) throw new Error(`the capabilities do not offer the layer ${source.layer}`)
      return pictures(new WMTS({ ...options, transition: 0 }))
    }
    case 'archive': {
      if (!source.vector) return pictures(new XYZ({ ...zooms, url: own, transition: 0 }))
      const tiles = new VectorTileSource({ format: new MVT(), url: own, ...zooms, transition: 0 })
      const layer = new VectorTileLayer({ source: tiles, declutter: true })
      return { layer, source: tiles as unknown as TileSource, paint: (palette, locale) => layer.setStyle(vectorTileStyle(palette, locale)) }
    }
    case undefined: throw new Error(`the base map ${id} has no source`)
  }
}
