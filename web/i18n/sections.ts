import type { en } from './en.ts'

/** A language of the screens. */
export type Locale = 'uk' | 'en'

/** A part of the dictionary that is loaded by itself. */
export type Section = keyof typeof en

type Loader = () => Promise<object>

/** Loaders of every section in every language; what nearly every screen needs comes in one chunk, what the desk needs at once in another, each other section in its own. */
export const SECTIONS: Readonly<Record<Locale, Readonly<Record<Section, Loader>>>> = {
  en: {
    common: async () => (await import('./en/shared.ts')).common,
    grades: async () => (await import('./en/shared.ts')).grades,
    codes: async () => (await import('./en/shared.ts')).codes,
    field: async () => (await import('./en/field.ts')).field,
    phone: async () => (await import('./en/phone.ts')).phone,
    keep: async () => (await import('./en/keep.ts')).keep,
    desk: async () => (await import('./en/room.ts')).desk,
    handover: async () => (await import('./en/room.ts')).handover,
    held: async () => (await import('./en/held.ts')).held,
    labels: async () => (await import('./en/labels.ts')).labels,
    order: async () => (await import('./en/room.ts')).order,
    queue: async () => (await import('./en/room.ts')).queue,
    numbers: async () => (await import('./en/numbers.ts')).numbers,
    palette: async () => (await import('./en/palette.ts')).palette,
    panel: async () => (await import('./en/room.ts')).panel,
    past: async () => (await import('./en/room.ts')).past,
    board: async () => (await import('./en/board.ts')).board,
    repairs: async () => (await import('./en/room.ts')).repairs,
    rounds: async () => (await import('./en/rounds.ts')).rounds,
    situation: async () => (await import('./en/situation.ts')).situation,
    start: async () => (await import('./en/start.ts')).start,
    admin: async () => (await import('./en/admin.ts')).admin,
    targets: async () => (await import('./en/room.ts')).targets,
    warn: async () => (await import('./en/warn.ts')).warn,
    work: async () => (await import('./en/work.ts')).work,
    zones: async () => (await import('./en/room.ts')).zones,
  },
  uk: {
    common: async () => (await import('./uk/shared.ts')).common,
    grades: async () => (await import('./uk/shared.ts')).grades,
    codes: async () => (await import('./uk/shared.ts')).codes,
    field: async () => (await import('./uk/field.ts')).field,
    phone: async () => (await import('./uk/phone.ts')).phone,
    keep: async () => (await import('./uk/keep.ts')).keep,
    desk: async () => (await import('./uk/room.ts')).desk,
    handover: async () => (await import('./uk/room.ts')).handover,
    held: async () => (await import('./uk/held.ts')).held,
    labels: async () => (await import('./uk/labels.ts')).labels,
    order: async () => (await import('./uk/room.ts')).order,
    queue: async () => (await import('./uk/room.ts')).queue,
    numbers: async () => (await import('./uk/numbers.ts')).numbers,
    palette: async () => (await import('./uk/palette.ts')).palette,
    panel: async () => (await import('./uk/room.ts')).panel,
    past: async () => (await import('./uk/room.ts')).past,
    board: async () => (await import('./uk/board.ts')).board,
    repairs: async () => (await import('./uk/room.ts')).repairs,
    rounds: async () => (await import('./uk/rounds.ts')).rounds,
    situation: async () => (await import('./uk/situation.ts')).situation,
    start: async () => (await import('./uk/start.ts')).start,
    admin: async () => (await import('./uk/admin.ts')).admin,
    targets: async () => (await import('./uk/room.ts')).targets,
    warn: async () => (await import('./uk/warn.ts')).warn,
    work: async () => (await import('./uk/work.ts')).work,
    zones: async () => (await import('./uk/room.ts')).zones,
  },
}
