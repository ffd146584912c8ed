import { createSignal } from 'solid-js'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'

/** Runs one ask of the server at a time, and keeps in words what it was refused for. Needs the texts `held`. */
export function createDeciding() {
  const { t } = useI18n()
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string | undefined>()
  return {
    busy, error,
    clear: () => setError(undefined),
    /** What the ask gave; undefined when it was refused or another is under way. */
    async ask<T>(run: () => Promise<T>): Promise<T | undefined> {
      if (busy()) return undefined
      setBusy(true)
      setError(undefined)
      try {
        return await run()
      } catch (failure) {
        setError(t(`held.problem.${problemOf(failure)}` as Key) || t('held.problem.other'))
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
