import { createEffect, on, onCleanup, type Accessor } from 'solid-js'
import { beforeReload } from '../offline/calm.ts'
import type { PhoneStore } from '../sync/store.ts'
import { EMPTY, type Draft } from './draft.ts'

const KEY = 'draft'
const BEHIND_MS = 1_000

/** Keeps the report that is being filled in, a second behind the last touch, and brings it back when the page is opened again. */
export function keepDraft(store: PhoneStore, draft: Accessor<Draft>, bring: (draft: Draft) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => store.write(KEY, draft() === EMPTY ? undefined : draft()).catch((error: unknown) => console.warn('the draft could not be kept', error))
  createEffect(on(draft, (now) => {
    clearTimeout(timer)
    if (now === EMPTY) void keep() // sent: it must not come back
    else timer = setTimeout(keep, BEHIND_MS)
  }, { defer: true }))
  void store.read<Draft>(KEY).then((kept) => { if (kept && draft() === EMPTY) bring({ ...EMPTY, ...kept }) })
  const end = beforeReload(keep)
  onCleanup(() => {
    clearTimeout(timer)
    end()
  })
}
