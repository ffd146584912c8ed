import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** Start page and sign-in. */
export const start: Texts<typeof en.start> = {
  title: 'Vidnova', signIn: 'Вхід',
}
