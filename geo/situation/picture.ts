import { ringsOf } from '../areas/outline.ts'
import type { Situation } from './situation.ts'

/** What is drawn: outlines as one path each, and a mark for each damage, in a box of `width` by `height`. */
export type Picture = { readonly width: number; readonly height: number; readonly outlines: readonly string[]; readonly marks: readonly { readonly severity: number | null; readonly path: string }[] }

const MARGIN = 10
const TALLEST = 0.75 // of its width: the rest of the page is for figures
const at = (value: number) => Math.round(value * 10) / 10
const polygon = (x: number, y: number, r: number, corners: number, turn: number) => `M${Array.from({ length: corners }, (_, n) => {
  const angle = turn + (2 * Math.PI * n) / corners
  return `${at(x + r * Math.cos(angle))} ${at(y + r * Math.sin(angle))}`
}).join('L')}Z`
const circle = (x: number, y: number, r: number) => `M${at(x - r)} ${at(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`

/** The silhouette of a severity around a spot, as the map has them: told apart without colour. */
export function markPath(severity: number | null, x: number, y: number, r: number): string {
  if (severity === 4) return polygon(x, y, r, 8, Math.PI / 8)
  if (severity === 3) return polygon(x, y, r * 1.15, 4, 0)
  if (severity === 2) return polygon(x, y, r * 1.2, 3, -Math.PI / 2)
  if (severity === 1) return polygon(x, y, r * 1.2, 4, Math.PI / 4)
  return circle(x, y, severity === null ? r * 0.6 : r)
}

/** The map of a situation: its outlines and damages, as wide as asked. North is up, east is shortened as it is in the middle of the area. */
export function pictureOf({ outlines, points }: Situation['map'], width: number, markRadius: number): Picture {
  const areas = outlines.map((outline) => ringsOf(outline))
  const all = [...areas.flat(2), ...points.map(([lon, lat]) => [lon, lat] as const)]
  if (all.length === 0) return { width, height: 0, outlines: [], marks: [] }
  const [west, east, south, north] = all.reduce(([w, e, s, n], [lon, lat]) => [Math.min(w, lon), Math.max(e, lon), Math.min(s, lat), Math.max(n, lat)], [Infinity, -Infinity, Infinity, -Infinity]) as [number, number, number, number]
  const shorter = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [across, up] = [Math.max(0.01, (east - west) * shorter), Math.max(0.01, north - south)]
  const scale = Math.min((width - 2 * MARGIN) / across, (width * TALLEST - 2 * MARGIN) / up)
  const left = (width - across * scale) / 2
  const x = (lon: number) => left + (lon - west) * shorter * scale
  const y = (lat: number) => MARGIN + (north - lat) * scale
  return {
    width, height: Math.round(up * scale + 2 * MARGIN),
    outlines: areas.map((rings) => rings.map((ring) => `M${ring.map(([lon, lat]) => `${at(x(lon))} ${at(y(lat))}`).join('L')}Z`).join('')),
    marks: points.map(([lon, lat, severity]) => ({ severity, path: markPath(severity, x(lon), y(lat), markRadius) })),
  }
}
