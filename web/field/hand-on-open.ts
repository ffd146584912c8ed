import { createSignal } from 'solid-js'

const [sheet, setSheet] = createSignal<'hand' | 'lock' | null>(null)

/** Which sheet is open: handing on, the lock, or none. */
export const keepSheet = sheet
/** Closes it. */
export const closeKeepSheet = (): void => { setSheet(null) }
/** Opens one in the menu's place. */
export const openKeepSheet = (which: 'hand' | 'lock'): void => { setSheet(which) }
