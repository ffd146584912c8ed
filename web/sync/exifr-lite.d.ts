declare module 'exifr/dist/lite.esm.mjs' {
  const exifr: { parse(file: Blob, options?: unknown): Promise<Record<string, unknown> | undefined> }
  export default exifr
}
