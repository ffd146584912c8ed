import { loadTexts } from '../i18n/dictionary.ts'

/** A part of the crew's page that comes when it is asked for, with the texts that only such parts need. */
export async function beside<M>(module: Promise<M>): Promise<M> {
  const [loaded] = await Promise.all([module, loadTexts('work')])
  return loaded
}
