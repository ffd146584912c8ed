// Formats that labels carry; the bars of goods in shops are none of them.
const KINDS = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'itf'] as const
const SIDE_PX = 480

/** The browser's own reader of codes, as far as it is used. */
export type Detector = { readonly detect: (picture: ImageData) => Promise<readonly { readonly rawValue: string }[]> }
type DetectorClass = { new(options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }
/** Reads a code of a picture by our own means; throws when there is none. */
export type Decode = (picture: ImageData) => string

/** The browser's reader, where it has one that reads QR codes at least. */
export async function ownDetector(): Promise<Detector | null> {
  const BarcodeDetector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (BarcodeDetector === undefined) return null
  try {
    const known = await BarcodeDetector.getSupportedFormats() // none on a phone whose maker's services are missing
    return known.includes('qr_code') ? new BarcodeDetector({ formats: KINDS.filter((kind) => known.includes(kind)) }) : null
  } catch (error) {
    console.warn('the browser reads no codes', error)
    return null
  }
}

/** What the camera sees, as a square of grey enough for a code; null before it sees anything. */
export function squareOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const side = Math.min(video.videoWidth, video.videoHeight)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (side === 0 || context === null) return null
  canvas.width = canvas.height = Math.min(side, SIDE_PX)
  context.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** Gives the text of a code in a picture, or null: by the browser's reader, which knows bars too, or by ours once that one fails. */
export function makeEye(detector: Detector | null, decode: () => Promise<Decode>): (picture: ImageData) => Promise<string | null> {
  let own = detector
  return async (picture) => {
    if (own !== null) {
      try {
        return (await own.detect(picture))[0]?.rawValue || null
      } catch (error) {
        console.warn('the browser reads no codes after all', error)
        own = null
      }
    }
    const read = await decode()
    try {
      return read(picture) || null
    } catch {
      return null // no code in this picture: the next may have one
    }
  }
}
