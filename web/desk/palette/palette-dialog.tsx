import { resolveTemplate } from '@solid-primitives/i18n'
import { createEffect, createMemo, createSignal, createUniqueId, For, on, onCleanup, Show } from 'solid-js'
import type { Area } from '../../../geo/areas/area.ts'
import type { Crew } from '../../../geo/crews/contract.ts'
import { otherTexts } from '../../i18n/dictionary.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { createFinder } from '../../store/finder.ts'
import { makeDebounced } from '../../store/loading.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../words.ts'
import { COMMANDS, LIST_KEYS, writtenKey } from './commands.ts'
import { foundLines, groupsOf, lineOf, type Leading, type Line } from './entries.ts'
import type { Offer, Say } from './offers.ts'
import { makeRecent } from './recent.ts'
import './palette.css'

const TYPING_MS = 150
const FIVE = 5
const NAMES = Object.keys(COMMANDS)

/** As the commands are listed, whichever part of the screen offered first: what acts on the chosen damage leads. */
const inOrder = (offers: readonly Offer[]) => offers.toSorted((a, b) => NAMES.indexOf(a.name) - NAMES.indexOf(b.name))

/** What the palette knows of the page that it stands on. */
export type PaletteGround = {
  /** What can be done there now. */
  readonly offers: () => readonly Offer[]
  readonly areas: () => readonly Area[]
  readonly crews: () => readonly Crew[]
  /** Where what was found leads to. */
  readonly lead: Leading
  readonly problemText: (problem: string) => string
}

/** Every command of a page, and every area, crew, site and damage within reach, by a few letters. */
export function PaletteDialog(props: PaletteGround & { readonly open: boolean; readonly onClose: () => void }) {
  const { t, plural, locale } = useI18n()
  const words = useWords()
  const finder = createFinder()
  const recent = makeRecent(localStorage)
  const list = createUniqueId()
  const [text, setText] = createSignal('')
  const [used, setUsed] = createSignal<readonly string[]>([])
  const [chosen, setChosen] = createSignal<string | null>(null)
  // What is typed may be in either language, whichever is on the screen.
  const [others, setOthers] = createSignal<Readonly<Record<string, unknown>>>({})
  let othersCome: Promise<unknown> = Promise.resolve()
  createEffect(on([() => props.open, locale], ([open]) => {
    if (open) othersCome = otherTexts().then(setOthers, () => setOthers({})) // without a network the language on the screen has to do
  }))
  const sayOther: Say = (key, args) => { const said = others()[key]; return typeof said !== 'string' ? '' : args ? resolveTemplate(said, args) : said }
  let dialog!: HTMLDialogElement
  let input!: HTMLInputElement
  let before: Element | null = null

  const look = makeDebounced(TYPING_MS, () => void finder.look(text()))
  onCleanup(() => { look.cancel(); finder.end() })
  createEffect(on(() => props.open, (open) => {
    if (open === dialog.open) return
    if (!open) return close()
    before = document.activeElement
    setUsed(recent.read())
    type('')
    dialog.showModal()
    input.focus()
  }))
  onCleanup(() => dialog.close())
  function close() {
    dialog.close()
    // The browser gives the focus back; where what had it is gone meanwhile, the queue takes it, or the page.
    if (before === null || !before.isConnected || before === document.body) (document.getElementById('desk-queue-title') ?? document.getElementById('content'))?.focus({ preventScroll: true })
  }
  function type(said: string) {
    setText(said)
    setChosen(null)
    if (input.value !== said) input.value = said
    look()
  }

  const offers = createMemo(() => (props.open ? inOrder(props.offers().filter(({ listed }) => listed !== false)).map((offer) => ({ offer, line: lineOf(offer, t, sayOther) })) : []))
  const found = createMemo(() => foundLines(text(), { areas: props.areas(), crews: props.crews(), found: finder.state.found }, { ...words, say: t }, props.lead))
  const groups = createMemo(() => groupsOf(offers(), found(), text(), used()))
  const lines = createMemo(() => groups().flatMap((group) => group.lines))
  const active = () => lines().find(({ id }) => id === chosen()) ?? lines()[0]
  const idIn = (line: Line) => `${list}-${line.id}`

  function go(by: number) {
    const all = lines()
    const at = all.findIndex((line) => line === active())
    const next = all[Math.abs(by) === 1 ? (at + by + all.length) % all.length : Math.max(0, Math.min(all.length - 1, at + by))]
    if (next === undefined) return
    setChosen(next.id)
    document.getElementById(idIn(next))?.scrollIntoView({ block: 'nearest' })
  }
  /** Closes first, so that the focus is where it was when the command takes it elsewhere. */
  function run(line: Line | undefined) {
    if (line === undefined) return
    if (line.isCommand) recent.use(line.id)
    close()
    props.onClose()
    queueMicrotask(() => line.run())
  }
  /** Runs the line that is meant. Where nothing fits yet, the words of the other language may: it is run when they are there, if nothing else was typed meanwhile. */
  function enter() {
    if (active() !== undefined) return run(active())
    const said = text()
    void othersCome.then(() => { if (props.open && text() === said) run(active()) })
  }
  function press(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: FIVE, PageUp: -FIVE }[event.key]
    if (by !== undefined) go(by)
    else if (event.key === 'Enter' && !event.isComposing) enter()
    else return
    event.preventDefault()
  }

  return (
    <dialog
      ref={dialog} class="dialog palette" aria-label={t('palette.title')}
      onCancel={(event) => { event.preventDefault(); props.onClose() }} onClick={(event) => { if (event.target === dialog) props.onClose() }}
    >
      <div class="palette-head">
        <Icon name="command" size={20} />
        <input
          ref={input} type="text" class="palette-input" role="combobox" aria-expanded={lines().length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={active() === undefined ? undefined : idIn(active()!)}
          aria-label={t('palette.typed')} placeholder={t('palette.typed')} maxlength={100} autocomplete="off" autocapitalize="off" spellcheck={false} enterkeyhint="go"
          onInput={(event) => type(event.currentTarget.value)} onKeyDown={press}
        />
        <IconButton size="s" icon="close" label={t('common.action.close')} onClick={() => props.onClose()} />
      </div>
      <Show when={props.open}>
        <Show when={lines().length > 0} fallback={
          <div class="palette-none"><Show when={finder.state.phase !== 'loading'} fallback={t('palette.looking')}><p><b class="said">{t('palette.none', { text: text().trim() })}</b></p><p>{t('palette.noneHelp')}</p></Show></div>
        }>
          <div class="palette-list" id={list} role="listbox" aria-label={t('palette.title')} aria-busy={finder.state.phase === 'loading'}>
            <For each={groups()}>{(group) => (
              <div class="palette-group" role="group" aria-labelledby={`${list}-${group.name}`}>
                <div class="palette-title" id={`${list}-${group.name}`} role="presentation">{t(`palette.group.${group.name}`)}</div>
                <For each={group.lines}>{(line) => (
                  <div
                    class="palette-line" role="option" id={idIn(line)} aria-selected={active() === line}
                    onPointerMove={() => setChosen(line.id)} onClick={() => run(line)}
                  >
                    <Icon name={line.icon} size={18} class={line.id === 'previous' ? 'panel-up' : ''} />
                    <span class="palette-words"><span class={line.isCommand ? '' : 'said'}>{line.label}</span><Show when={line.detail}><span class="palette-detail said">{line.detail}</span></Show></span>
                    <Show when={line.on}><span class="palette-on"><Icon name="check" size={16} />{t('palette.on')}</span></Show>
                    <Show when={line.key}>{(key) => <><span class="visually-hidden">{t('palette.key', { key: '' })}</span><kbd>{writtenKey(key(), navigator.platform)}</kbd></>}</Show>
                  </div>
                )}</For>
              </div>
            )}</For>
          </div>
        </Show>
        <Show when={finder.state.phase === 'failed'}><p class="palette-failed" role="alert"><Icon name="warning" size={16} />{t('palette.findFailed')} {props.problemText(finder.state.problem ?? 'other')}</p></Show>
        <p class="palette-foot"><span role="status">{plural('palette.count', lines().length)}</span><span class="palette-hint" aria-hidden="true"><kbd>↑</kbd><kbd>↓</kbd> {t('palette.hint.choose')} <kbd>{LIST_KEYS.enter.shown}</kbd> {t('palette.hint.run')} <kbd>{COMMANDS.close.key.shown}</kbd> {t('palette.hint.close')}</span></p>
      </Show>
    </dialog>
  )
}
