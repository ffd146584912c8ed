import { encodeQR } from 'qr'

const MARGIN = 4 // dots of white around, which readers look for

/** The dark dots of a QR code as one path on a square of `size` dots, with its white margin; rows of dots are drawn as one. */
export function qrPath(text: string, encoding: 'alphanumeric' | 'byte' = 'byte'): { readonly size: number; readonly path: string } {
  const dots = encodeQR(text, 'raw', { encoding, ecc: 'medium', border: MARGIN, scale: 1 })
  const path = dots.flatMap((row, y) => row.flatMap((dark, x) => {
    if (!dark || row[x - 1]) return []
    const end = row.indexOf(false, x)
    const wide = (end < 0 ? row.length : end) - x
    return [`M${x} ${y}h${wide}v1h-${wide}z`]
  })).join('')
  return { size: dots.length, path }
}
