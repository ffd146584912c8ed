import { onCleanup } from 'solid-js'

const THING = '[data-repair], [data-round]'

/**
 * Keeps the focus on the repair or round that has it while what others do moves it to another place below `root`:
 * a browser takes the focus from an element that is put elsewhere, and the keys that follow would be lost. What is pressed or focused elsewhere ends that.
 */
export function keepFocus(root: HTMLElement): void {
  let kept: { readonly name: 'repair' | 'round'; readonly id: string } | null = null
  const focused = (event: FocusEvent) => {
    const thing = (event.target as Element).closest<HTMLElement>(THING)
    const { repair, round } = thing !== null && root.contains(thing) ? thing.dataset : {}
    kept = repair !== undefined ? { name: 'repair', id: repair } : round !== undefined ? { name: 'round', id: round } : null
  }
  const pressed = () => { kept = null }
  const moved = new MutationObserver(() => {
    if (kept === null || document.activeElement !== document.body) return
    root.querySelector<HTMLElement>(`[data-${kept.name}="${kept.id}"]`)?.focus({ preventScroll: true })
  })
  moved.observe(root, { childList: true, subtree: true })
  document.addEventListener('focusin', focused)
  document.addEventListener('pointerdown', pressed, true)
  onCleanup(() => {
    moved.disconnect()
    document.removeEventListener('focusin', focused)
    document.removeEventListener('pointerdown', pressed, true)
  })
}
