import { callOver, Refused } from '../call.ts'
import { lightHandInPhoto } from './light.ts'
import type { Upload } from './upload.ts'

/**
 * An upload that, when nobody is signed in, tries the door of a withdrawn phone, where a photo that a held report announced is taken by its
 * hash alone. To any other phone that door says that there is no such photo, and it stays with the sign-in.
 */
export const orHandIn = (upload: Upload, network: (address: string, init: RequestInit) => Promise<Response>): Upload => async (item, pause) => {
  try {
    return await upload(item, pause)
  } catch (error) {
    if (!(error instanceof Refused) || error.problem !== 'not-signed-in' || item.part !== 'photo') throw error
    if (await pause()) return false
    const { sha256, seal, bytes } = item
    try {
      await callOver(network, lightHandInPhoto, { params: { sha256 }, query: seal === null ? {} : { key: seal.key }, body: bytes as unknown as Uint8Array })
      return true
    } catch (refused) {
      throw refused instanceof Refused && refused.problem === 'photo-not-found' ? error : refused
    }
  }
}
