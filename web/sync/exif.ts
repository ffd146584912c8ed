/// <reference path="./exifr-lite.d.ts" />
import exifr from 'exifr/dist/lite.esm.mjs'
import type { AnnouncedPhoto } from '../../geo/reports/report.ts'

const SAID = ['DateTimeOriginal', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef']

/** A position as a camera wrote it, or null when it is none, or the 0,0 of a receiver without a fix. */
export function saneExifPosition(lon: unknown, lat: unknown): [number, number] | null {
  if (typeof lon !== 'number' || typeof lat !== 'number' || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return null
  return lon === 0 && lat === 0 ? null : [lon + 0, lat + 0]
}

/** What a photo says of itself, read before re-encoding drops it. A photo without it, or with nonsense in it, is a photo still. */
export async function exifOf(file: Blob): Promise<Pick<AnnouncedPhoto, 'takenAt' | 'exifPosition'>> {
  try {
    const said = await exifr.parse(file, { gps: true, pick: SAID })
    const at = said?.['DateTimeOriginal']
    const sane = at instanceof Date && at.getTime() >= 0 && at.getUTCFullYear() < 2200
    return { takenAt: sane ? at.toISOString() : null, exifPosition: saneExifPosition(said?.['longitude'], said?.['latitude']) }
  } catch {
    return { takenAt: null, exifPosition: null } // damaged metadata is no reason to lose the picture
  }
}
