import { createSignal, type Accessor } from 'solid-js'
import type { TakenPhoto } from '../sync/photos.ts'

/** How many photos one report takes. */
export const MOST_PHOTOS = 12

/** Photos as they are taken: prepared one after another, each once. */
export function createTaking(photos: Accessor<readonly TakenPhoto[]>, onChange: (photos: readonly TakenPhoto[]) => void) {
  const [working, setWorking] = createSignal(0)
  const [failed, setFailed] = createSignal(false)

  let last: Promise<void> = Promise.resolve()
  const take = (input: HTMLInputElement): Promise<void> => (last = prepare(input, last))

  async function prepare(input: HTMLInputElement, before: Promise<void>): Promise<void> {
    const files = [...(input.files ?? [])].slice(0, MOST_PHOTOS - photos().length)
    input.value = '' // the same picture can be chosen again
    setFailed(false)
    setWorking((now) => now + files.length)
    await before
    for (const file of files) {
      try {
        const { takePhoto } = await import('../sync/photos.ts')
        const photo = await takePhoto(file)
        if (!photos().some((known) => known.kept.sha256 === photo.kept.sha256)) onChange([...photos(), photo])
      } catch (error) {
        console.warn('not a picture', error)
        setFailed(true)
      }
      setWorking((now) => now - 1)
    }
  }
  const remove = (photo: TakenPhoto) => onChange(photos().filter((other) => other !== photo))
  return { photos, working, failed, take, remove, /** Resolves when all that was taken is ready. */ ready: () => last, full: () => photos().length >= MOST_PHOTOS }
}

/** What `createTaking` gives. */
export type Taking = ReturnType<typeof createTaking>
