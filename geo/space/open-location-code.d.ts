declare module 'open-location-code' {
  type CodeArea = {
    readonly latitudeLo: number; readonly longitudeLo: number; readonly latitudeHi: number; readonly longitudeHi: number
    readonly latitudeCenter: number; readonly longitudeCenter: number; readonly codeLength: number
  }
  /** Open Location Codes after the reference implementation, which ships without types. */
  export class OpenLocationCode {
    isValid(code: string): boolean
    isShort(code: string): boolean
    isFull(code: string): boolean
    encode(latitude: number, longitude: number, codeLength?: number): string
    decode(code: string): CodeArea
    recoverNearest(shortCode: string, latitude: number, longitude: number): string
    shorten(code: string, latitude: number, longitude: number): string
  }
}
