import { createSignal } from 'solid-js'
import type { Draft } from './draft.ts'

/** A draft that may be filed instead of a refused report. */
export type Mending = Draft & { readonly mends?: string | null }

const [asked, setAsked] = createSignal<Mending | null>(null)

/** What another part of the page asks the form to begin with; the form takes it and says so by `taken`. */
export const askedDraft = asked
/** Asks the form to begin with a draft. */
export const beginWith = (draft: Mending): void => { setAsked(draft) }
/** The form has taken what it was asked for. */
export const taken = (): void => { setAsked(null) }
