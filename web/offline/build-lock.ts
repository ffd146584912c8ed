import { FAMILY } from './messages.ts'

/** The build that this page is of; empty while it is worked on. */
export const BUILD = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? ''

/** Tells the worker, as long as this page lives, that the files of its build are still needed: a newer worker drops none of them. */
export function holdBuild(): void {
  if (BUILD === '' || !('locks' in navigator)) return
  void navigator.locks.request(FAMILY + BUILD, { mode: 'shared' }, () => new Promise<never>(() => undefined))
}
