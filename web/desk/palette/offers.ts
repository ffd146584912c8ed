import { createSignal, onCleanup } from 'solid-js'
import type { Key } from '../../i18n/i18n.tsx'
import { COMMANDS, isPressed, keyOf, type CommandName, type Pressed } from './commands.ts'

/** A text by its key, in a language. */
export type Say = (key: Key, args?: Record<string, string | number>) => string

/** A command that can be given now, and what is done then. */
export type Offer = {
  readonly name: CommandName
  /** Which one of several of the same name. */
  readonly of?: string
  /** What it is called; the command's own text when it is left out. */
  readonly label?: (say: Say) => string
  /** What it acts on, or to what it leads. */
  readonly detail?: (say: Say) => string
  /** On or off, where it is something that can be either. */
  readonly on?: boolean
  /** False where only its key is offered: the palette itself, or what has nothing to act on now. */
  readonly listed?: boolean
  readonly run: () => void
}

/** The name under which the use of an offer is remembered. */
export const idOf = ({ name, of }: Offer): string => (of === undefined ? name : `${name}:${of}`)

/** What an offer is called, in a language. */
export const labelOf = (offer: Offer, say: Say): string => offer.label?.(say) ?? say(COMMANDS[offer.name].text)

/** What can be done on the desk now: each part of the screen offers what its own buttons permit, and nothing when it is gone. */
export function createOffers() {
  const [sources, setSources] = createSignal<readonly (() => readonly Offer[])[]>([])
  const all = () => sources().flatMap((source) => source())
  return {
    all,
    /** Offers commands as long as the part that calls it is on the screen. */
    offer(source: () => readonly Offer[]): void {
      setSources((before) => [...before, source])
      onCleanup(() => setSources((before) => before.filter((one) => one !== source)))
    },
    /** What a pressed key stands for now. */
    pressed: (event: Pressed): Offer | undefined => all().find(({ name }) => { const key = keyOf(name); return key !== undefined && isPressed(key, event) }),
  }
}

/** True when what has the focus takes letters itself. */
export const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('dialog') !== null)

/** Puts the focus into the form that a command opened in a part of the panel, once it stands. */
export function focusForm(part: string): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[aria-labelledby='${part}'] .part-form :is(input, select, textarea, button):not(:disabled)`)
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  })
}
