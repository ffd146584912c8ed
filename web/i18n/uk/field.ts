import type { en } from '../en.ts'
import type { Texts } from '../texts.ts'

/** The crew’s phone. */
export const field: Texts<typeof en.field> = {
  title: 'Повідомити про пошкодження',
}
