import { createSignal, onCleanup } from 'solid-js'

/** What is carried, and where it would be put. */
export type Carried<Place> = { readonly id: string; readonly place: Place; readonly by: 'keys' | 'pointer' }

type Given<Place> = {
  /** Where a thing is; null when it may not be picked up. */
  readonly from: (id: string) => Place | null
  /** The place one step on by an arrow key; null where there is none. */
  readonly step: (id: string, place: Place, key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown') => Place | null
  /** The place under the pointer, which has moved by `dx` since it was pressed; null where there is none. */
  readonly under: (id: string, start: Place, at: { readonly x: number; readonly y: number; readonly dx: number }) => Place | null
  readonly drop: (id: string, place: Place) => void
  /** Says to who does not see what happens: picked up, moved, put down, let go. */
  readonly say: (what: 'picked' | 'moved' | 'dropped' | 'cancelled', id: string, place: Place) => void
}

const FAR_PX = 6 // less is a click

/** Things that are picked up and put elsewhere, by pointer or by keys: Space picks up and puts down, arrows move, Escape lets go. */
export function createCarry<Place>(given: Given<Place>) {
  const [carried, setCarried] = createSignal<Carried<Place> | null>(null)
  let release: (() => void) | undefined

  /** What is carried may be drawn anew elsewhere: the focus goes with it. */
  const refocus = (id: string) => queueMicrotask(() => document.querySelector<HTMLElement>(`[data-repair="${id}"], [data-round="${id}"]`)?.focus({ preventScroll: false }))

  function begin(id: string, by: Carried<Place>['by']): Place | null {
    const place = given.from(id)
    if (place === null) return null
    setCarried(() => ({ id, place, by }))
    given.say('picked', id, place)
    if (by === 'keys') refocus(id)
    return place
  }
  function move(place: Place | null) {
    const now = carried()
    if (now === null || place === null) return
    setCarried(() => ({ ...now, place }))
    given.say('moved', now.id, place)
    if (now.by === 'keys') refocus(now.id)
  }
  function end(drops: boolean) {
    const now = carried()
    release?.()
    release = undefined
    if (now === null) return
    setCarried(null)
    given.say(drops ? 'dropped' : 'cancelled', now.id, now.place)
    if (drops) given.drop(now.id, now.place)
    if (now.by === 'keys') refocus(now.id)
  }
  onCleanup(() => release?.())

  return {
    carried,
    onKeyDown(id: string, event: KeyboardEvent) {
      const now = carried()
      if (event.key === ' ') {
        event.preventDefault()
        if (now?.id === id) end(true)
        else begin(id, 'keys')
      } else if (now?.id === id && event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
        end(false)
      } else if (now?.id === id && (event.key === 'ArrowLeft' || event.key === 'ArrowRight' || event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        event.preventDefault()
        move(given.step(id, now.place, event.key))
      }
    },
    onPointerDown(id: string, event: PointerEvent) {
      // A finger scrolls, but on the grip it carries.
      if (event.button !== 0 || (event.pointerType === 'touch' && (event.target as Element).closest('.grip') === null)) return
      const [x, y] = [event.clientX, event.clientY]
      let start: Place | null = null
      const moved = (to: PointerEvent) => {
        if (start === null && Math.hypot(to.clientX - x, to.clientY - y) < FAR_PX) return
        if (start === null) start = begin(id, 'pointer')
        if (start !== null) move(given.under(id, start, { x: to.clientX, y: to.clientY, dx: to.clientX - x }))
      }
      const up = () => end(start !== null)
      const off = () => end(false)
      const key = (pressed: KeyboardEvent) => { if (pressed.key === 'Escape') end(false) }
      release?.()
      window.addEventListener('pointermove', moved)
      window.addEventListener('pointerup', up)
      window.addEventListener('pointercancel', off)
      window.addEventListener('keydown', key)
      release = () => {
        window.removeEventListener('pointermove', moved)
        window.removeEventListener('pointerup', up)
        window.removeEventListener('pointercancel', off)
        window.removeEventListener('keydown', key)
      }
    },
  }
}
