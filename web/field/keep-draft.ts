import { createEffect, on, onCleanup, type Accessor } from 'solid-js'
import { beforeReload } from '../offline/calm.ts'
import { Locked } from '../sync/codec.ts'
import type { KeptDraft, NewPhoto, PhoneStore } from '../sync/store.ts'
import { EMPTY, type Draft } from './draft.ts'

const BEHIND_MS = 1_000

/** A draft as the phone keeps it: what was said as JSON, the bytes of its photos apart. */
export function packDraft(draft: Draft): KeptDraft {
  const photos = new Map<string, Blob>()
  const bare = ({ sha256, bytes, blob, thumb, seal = null }: NewPhoto) => {
    if (blob) photos.set(sha256, blob)
    if (thumb?.blob) photos.set(thumb.sha256, thumb.blob)
    return { sha256, bytes, seal, thumb: thumb ? { sha256: thumb.sha256, bytes: thumb.bytes } : null }
  }
  return { said: { ...draft, photos: draft.photos.map((photo) => ({ ...photo, kept: bare(photo.kept) })) }, photos }
}

/** The draft that was packed; what a later version of the page added is as in an empty one. */
export function unpackDraft({ said, photos }: KeptDraft): Draft {
  const draft = { ...EMPTY, ...(said as Draft) }
  const whole = (kept: NewPhoto): NewPhoto => ({
    ...kept, blob: photos.get(kept.sha256) ?? null, ...(kept.thumb ? { thumb: { ...kept.thumb, blob: photos.get(kept.thumb.sha256) ?? null } } : {}),
  })
  return { ...draft, photos: draft.photos.map((photo) => ({ ...photo, kept: whole(photo.kept) })) }
}

/**
 * Keeps a form that is being filled in, a second behind the last touch and at once when the page goes out of sight, and brings it back when
 * the page is opened again. Each form has a draft of its own.
 */
export function keepDraft(store: PhoneStore, draft: Accessor<Draft>, bring: (draft: Draft) => void, form = 'report'): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let unkept = false
  let writing: Promise<void> = Promise.resolve()

  // One after the other: an earlier state must not land on a later one.
  function keep(): Promise<void> {
    clearTimeout(timer)
    if (!unkept) return writing
    unkept = false
    const now = draft()
    writing = writing.then(() => store.keepDraft(form, now === EMPTY ? undefined : packDraft(now))).catch((error: unknown) => {
      unkept = true
      if (!(error instanceof Locked)) console.warn('the draft could not be kept', error)
    })
    return writing
  }
  createEffect(on(draft, (now) => {
    clearTimeout(timer)
    unkept = true
    if (now === EMPTY) void keep() // sent: it must not come back
    else timer = setTimeout(() => void keep(), BEHIND_MS)
  }, { defer: true }))
  const unseen = () => { if (document.visibilityState === 'hidden') void keep() }
  const leaving = () => void keep()
  document.addEventListener('visibilitychange', unseen)
  addEventListener('pagehide', leaving)
  const end = beforeReload(keep)
  void store.draft(form).then((kept) => { if (kept && draft() === EMPTY) bring(unpackDraft(kept)) })
  onCleanup(() => {
    void keep()
    end()
    document.removeEventListener('visibilitychange', unseen)
    removeEventListener('pagehide', leaving)
  })
}
