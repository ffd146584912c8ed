import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** The dispatcher’s desk. */
export const desk: Texts<typeof en.desk> = {
  title: 'Пульт',
}
