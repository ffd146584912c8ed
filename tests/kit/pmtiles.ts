/** A tile of an archive that a test makes. */
export type MadeTile = { readonly z: number; readonly x: number; readonly y: number; readonly bytes: Uint8Array }

/** The number of a tile along the Hilbert curve, as PMTiles 3 counts it. */
function tileId({ z, x, y }: MadeTile): number {
  let id = (4 ** z - 1) / 3
  let [tx, ty] = [x, y]
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const rx = (tx & side) > 0 ? 1 : 0
    const ry = (ty & side) > 0 ? 1 : 0
    id += side * side * ((3 * rx) ^ ry)
    if (ry === 0) {
      if (rx === 1) [tx, ty] = [side - 1 - tx, side - 1 - ty]
      ;[tx, ty] = [ty, tx]
    }
  }
  return id
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}

/** A PMTiles archive, version 3, without any packing; `type` 1 holds vector tiles, 2 PNG. */
export function makeArchive(type: 1 | 2, made: readonly MadeTile[]): Uint8Array {
  const tiles = made.map((tile) => ({ id: tileId(tile), z: tile.z, bytes: tile.bytes })).sort((a, b) => a.id - b.id)
  const directory = Uint8Array.from([
    ...varint(tiles.length), ...tiles.flatMap(({ id }, nth) => varint(id - (tiles[nth - 1]?.id ?? 0))), ...tiles.flatMap(() => varint(1)),
    ...tiles.flatMap(({ bytes }) => varint(bytes.length)), ...tiles.flatMap((_, nth) => varint(nth === 0 ? 1 : 0)),
  ])
  const metadata = new TextEncoder().encode('{}')
  const header = new DataView(new ArrayBuffer(127))
  for (const [nth, letter] of [...'PMTiles'].entries()) header.setUint8(nth, letter.charCodeAt(0))
  header.setUint8(7, 3)
  const data = tiles.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const dataAt = 127 + directory.length + metadata.length
  const numbers = [127, directory.length, 127 + directory.length, metadata.length, dataAt, 0, dataAt, data, tiles.length, tiles.length, tiles.length]
  for (const [nth, value] of numbers.entries()) header.setBigUint64(8 + 8 * nth, BigInt(value), true)
  const zooms = tiles.map(({ z }) => z)
  for (const [nth, value] of [1, 1, 1, type, Math.min(...zooms), Math.max(...zooms)].entries()) header.setUint8(96 + nth, value)
  return Buffer.concat([new Uint8Array(header.buffer), directory, metadata, ...tiles.map(({ bytes }) => bytes)])
}

const field = (number: number, bytes: readonly number[]) => [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes]
const whole = (number: number, value: number) => [...varint(number << 3), ...varint(value)]
const text = (value: string) => [...new TextEncoder().encode(value)]
const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value)

/** A vector tile's layer with one feature: a polygon of some corners, or a point; its properties are texts. */
function layer(name: string, corners: readonly (readonly [number, number])[], properties: Readonly<Record<string, string>>): number[] {
  let [x, y] = [0, 0]
  const steps = corners.map(([toX, toY]) => {
    const step = [zigzag(toX - x), zigzag(toY - y)]
    ;[x, y] = [toX, toY]
    return step
  })
  const geometry = corners.length === 1 ? [(1 << 3) | 1, ...steps.flat()] : [(1 << 3) | 1, ...steps[0]!, ((corners.length - 1) << 3) | 2, ...steps.slice(1).flat(), (1 << 3) | 7]
  const names = Object.keys(properties)
  const feature = [...field(2, names.flatMap((_, nth) => [nth, nth])), ...whole(3, corners.length === 1 ? 1 : 3), ...field(4, geometry.flatMap(varint))]
  return field(3, [...whole(15, 2), ...field(1, text(name)), ...field(2, feature), ...names.flatMap((key) => field(3, text(key))), ...names.flatMap((key) => field(4, field(1, text(properties[key]!)))), ...whole(5, 4096)])
}

/** A vector tile of the whole world: land, a lake in the middle of Ukraine, a town beside it. */
export const makeWorldTile = (): Uint8Array => Uint8Array.from([
  ...layer('earth', [[0, 0], [4096, 0], [4096, 4096], [0, 4096]], {}),
  ...layer('water', [[2390, 1390], [2400, 1390], [2400, 1400], [2390, 1400]], { kind: 'lake' }),
  ...layer('places', [[2408, 1395]], { kind: 'city', 'name:uk': 'Примірне', 'name:en': 'Sampletown' }),
])
