import type { Key } from '../../i18n/i18n.tsx'
import type { GlyphName } from '../../ui/glyphs.ts'

/** A key: how it is written, and the place on the keyboard or the sign by which it is known. `char` is the sign whatever the layout. */
export type Press = { readonly shown: string; readonly code?: string; readonly char?: string; readonly ctrl?: true }

/** A command of the desk: where it stands in the palette, what it is called when it has no other name, its picture, its key. */
type Command = { readonly group: 'go' | 'do'; readonly text: Key; readonly icon: GlyphName; readonly key?: Press }

const letter = (shown: string): Press => ({ shown, code: `Key${shown}` })

/** Every command of the desk. What a part of the screen offers of it now, and how it is done, says that part (`offers.ts`). */
export const COMMANDS = {
  next: { group: 'go', text: 'desk.keyboard.down', icon: 'chevron_down', key: letter('J') },
  previous: { group: 'go', text: 'desk.keyboard.up', icon: 'chevron_down', key: letter('K') },
  search: { group: 'go', text: 'desk.keyboard.search', icon: 'search', key: { shown: '/', code: 'Slash', char: '/' } },
  map: { group: 'go', text: 'desk.keyboard.map', icon: 'map', key: letter('M') },
  zones: { group: 'go', text: 'desk.keyboard.zones', icon: 'warning', key: letter('Z') },
  history: { group: 'go', text: 'desk.keyboard.history', icon: 'history', key: letter('H') },
  now: { group: 'go', text: 'palette.now', icon: 'clock' },
  desk: { group: 'go', text: 'desk.title', icon: 'home', key: letter('D') },
  board: { group: 'go', text: 'repairs.board', icon: 'wrench', key: letter('B') },
  numbers: { group: 'go', text: 'desk.numbers', icon: 'list', key: letter('I') },
  situation: { group: 'go', text: 'desk.situation', icon: 'note', key: letter('R') },
  overdue: { group: 'go', text: 'targets.overdue.title', icon: 'stop', key: letter('O') },
  weights: { group: 'go', text: 'order.weights.title', icon: 'sort' },
  targets: { group: 'go', text: 'targets.title', icon: 'clock' },
  handed: { group: 'go', text: 'handover.dialog', icon: 'sent' },
  phones: { group: 'go', text: 'desk.phones.open', icon: 'phone' },
  feeds: { group: 'go', text: 'desk.keys.open', icon: 'external' },
  labels: { group: 'go', text: 'desk.map.labels', icon: 'note' },
  administration: { group: 'go', text: 'palette.administration', icon: 'person' },
  account: { group: 'go', text: 'common.account', icon: 'person' },
  help: { group: 'go', text: 'desk.keyboard.open', icon: 'question', key: { shown: '?', char: '?' } },
  palette: { group: 'go', text: 'desk.keyboard.palette', icon: 'command', key: { shown: 'Ctrl K', code: 'KeyK', ctrl: true } },

  verify: { group: 'do', text: 'palette.damage.verify', icon: 'shield' },
  doubt: { group: 'do', text: 'palette.damage.doubt', icon: 'question' },
  repair: { group: 'do', text: 'desk.repair.open', icon: 'crew' },
  assign: { group: 'do', text: 'palette.damage.assign', icon: 'crew' },
  move: { group: 'do', text: 'desk.repair.next', icon: 'wrench' },
  etr: { group: 'do', text: 'palette.damage.etr', icon: 'clock' },
  plan: { group: 'do', text: 'palette.damage.plan', icon: 'clock' },
  merge: { group: 'do', text: 'desk.duplicate.merge', icon: 'merge' },
  part: { group: 'do', text: 'desk.duplicate.part', icon: 'merge' },
  handOver: { group: 'do', text: 'handover.hand', icon: 'sent' },
  rank: { group: 'do', text: 'palette.damage.rank', icon: 'sort' },
  close: { group: 'do', text: 'desk.panel.close', icon: 'close', key: { shown: 'Esc', char: 'Escape' } },

  pick: { group: 'do', text: 'desk.keyboard.pick', icon: 'check', key: letter('X') },
  many: { group: 'do', text: 'zones.select.title', icon: 'check' },
  select: { group: 'do', text: 'zones.select.tool', icon: 'target' },
  unselect: { group: 'do', text: 'zones.select.clear', icon: 'close' },
  filters: { group: 'do', text: 'desk.keyboard.filters', icon: 'filter', key: letter('F') },
  chip: { group: 'do', text: 'desk.filter.title', icon: 'filter' },
  plain: { group: 'do', text: 'desk.empty.clear', icon: 'close' },
  order: { group: 'do', text: 'desk.queue.order', icon: 'sort' },
  grouping: { group: 'do', text: 'queue.group', icon: 'layers' },
  round: { group: 'do', text: 'palette.round', icon: 'truck' },
  visit: { group: 'do', text: 'palette.visit', icon: 'pin' },
  layer: { group: 'do', text: 'palette.layer', icon: 'layers' },
  declare: { group: 'do', text: 'zones.declare', icon: 'warning' },
  clear: { group: 'do', text: 'zones.give', icon: 'shield' },
  dayBack: { group: 'do', text: 'palette.dayBack', icon: 'history' },
  view: { group: 'do', text: 'board.view', icon: 'layers' },
  period: { group: 'do', text: 'numbers.period', icon: 'clock' },
  print: { group: 'do', text: 'desk.print', icon: 'download' },
  keep: { group: 'do', text: 'situation.keep', icon: 'check' },
  copy: { group: 'do', text: 'desk.filter.copy', icon: 'copy' },
  theme: { group: 'do', text: 'common.theme.label', icon: 'moon' },
  language: { group: 'do', text: 'common.language.label', icon: 'language' },
  signOut: { group: 'do', text: 'common.signOut', icon: 'sign_out' },
} as const satisfies Record<string, Command>

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS

/** Commands with a key that a part of the screen offers with its own button: the pages beside the desk, what is overdue. */
type OwnCommand = 'desk' | 'board' | 'numbers' | 'situation' | 'overdue'

/** The other commands that have a key: the desk must be able to do each of them. */
export type KeyedCommand = Exclude<{ [Name in CommandName]: (typeof COMMANDS)[Name] extends { readonly key: Press } ? Name : never }[CommandName], OwnCommand>

/** Keys of the list of damages alone; Enter is the link's own. */
export const LIST_KEYS = {
  first: { shown: 'Home', char: 'Home' },
  last: { shown: 'End', char: 'End' },
  pageDown: { shown: 'PgDn', char: 'PageDown' },
  pageUp: { shown: 'PgUp', char: 'PageUp' },
  enter: { shown: 'Enter' },
} as const satisfies Record<string, Press>

/** A key of the list. */
export type ListKey = keyof typeof LIST_KEYS

/** The key of a command, if it has one. */
export const keyOf = (name: CommandName): Press | undefined => (COMMANDS[name] as Command).key

/** What is known of a pressed key. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * True when a pressed key is the one that is meant: by its sign, or by its place on the keyboard, so that letters work in the Ukrainian layout too.
 * Where a sign needs Shift, Shift is part of it; a letter with Shift is another key.
 */
export function isPressed({ code, char, ctrl }: Press, pressed: Pressed): boolean {
  if (pressed.altKey || (pressed.ctrlKey || pressed.metaKey) !== (ctrl === true)) return false
  if (char !== undefined && pressed.key === char) return true
  return code !== undefined && pressed.code === code && !pressed.shiftKey
}

/** A key as it is written on the keyboard at hand. */
export const writtenKey = ({ shown, ctrl }: Press, platform: string): string => (ctrl && /mac|iphone|ipad/i.test(platform) ? shown.replace('Ctrl ', '⌘ ') : shown)
