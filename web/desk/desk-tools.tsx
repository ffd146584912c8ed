import { For, Show } from 'solid-js'
import { createKey } from '../../geo/access/contract.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { endSession } from '../session.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { TOAST_KEY } from '../ui/toast.tsx'
import { useDesk } from './desk-context.tsx'
import { OverdueTool } from './overdue-tool.tsx'
import { COMMANDS, keyOf, LIST_KEYS, writtenKey, type ListKey } from './palette/commands.ts'
import { KeysHelp } from './palette/keys-help.tsx'
import { labelOf } from './palette/offers.ts'
import { useWords } from './words.ts'
import '../wall.css'

/** How the live stream stands: a word with a light, never a light alone. */
export function LiveMark() {
  const { t } = useI18n()
  const desk = useDesk()
  return <span class="live-mark" data-live={desk.live()} role="status" title={t('desk.liveHelp')}><span>{t(`desk.live.${desk.live()}`)}</span></span>
}

/** The keys that do something now, each once: those of the commands that are offered, and those of the list. */
export function KeyboardHelp(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useI18n()
  const desk = useDesk()
  const rows = () => [
    ...desk.offers.all().flatMap((offer) => { const key = keyOf(offer.name); return key === undefined ? [] : [{ key, text: labelOf(offer, t) }] }),
    { key: TOAST_KEY, text: t('common.latest') },
    ...(desk.view().at === null ? Object.entries(LIST_KEYS).map(([name, key]) => ({ key, text: t(`desk.keyboard.${name as ListKey}`) })) : []),
  ]
  return <KeysHelp open={props.open} rows={rows()} onClose={props.onClose} />
}

/** Signs out and goes to the start page, where one signs in again; stays when the server was not reached. */
async function signOut() {
  if (await endSession()) location.assign('/')
}

// Beside the desk: in the bar where there is room, else behind the person.
const PAGES = [
  { href: '/desk/board', name: 'board' }, { href: '/desk/numbers', name: 'numbers' }, { href: '/desk/report', name: 'situation' },
] as const
const ADMINISTRATORS = ['admin', 'authority'] as const

/** The end of the bar: keys for feeds, language, theme, the person. */
export function DeskTools(props: { readonly onHelp: () => void; readonly onPalette: () => void; readonly onKeys: () => void; readonly onPhones: () => void; readonly onHanded: () => void; readonly onWeights: () => void; readonly onTargets: () => void }) {
  const { t, plural } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const roles = () => desk.me.state.me?.grants.map((grant) => [words.code('role', grant.role), words.named(grant.areaNames)].filter(Boolean).join(', ')) ?? []
  const mayKeys = () => createKey.roles !== 'anyone' && createKey.roles !== 'signed-in' && desk.me.holds(createKey.roles)
  const leads = (href: string) => () => location.assign(href)
  desk.offers.offer(() => [
    ...PAGES.map(({ href, name }) => ({ name, run: leads(href) })),
    ...(desk.mayDecide() ? (['round', 'visit'] as const).map((name) => ({ name, run: leads(`/desk/board?view=day&new=${name}`) })) : []),
    { name: 'weights', run: () => props.onWeights() },
    { name: 'targets', run: () => props.onTargets() },
    ...(desk.me.takes() ? [{ name: 'handed', run: () => props.onHanded() } as const] : []),
    ...(desk.mayReview() ? [{ name: 'phones', run: () => props.onPhones() } as const] : []),
    ...(mayKeys() ? [{ name: 'feeds', run: () => props.onKeys() } as const] : []),
    { name: 'labels', run: leads('/labels') },
    ...(desk.me.holds(ADMINISTRATORS) ? [{ name: 'administration', run: leads('/admin') } as const] : []),
    { name: 'account', run: leads('/account') },
    { name: 'signOut', run: () => void signOut() },
  ])
  return (
    <>
      <Show when={mayKeys()}>
        <button type="button" class="button tool-keys" data-look="quiet" data-size="s" title={t('desk.keys.open')} onClick={() => props.onKeys()}><Icon name="external" size={16} /><span>{t('desk.keys.open')}</span></button>
      </Show>
      <Show when={desk.mayReview()}>
        <button type="button" class="button tool-phones" data-look="quiet" data-size="s" title={t('desk.phones.help')} aria-label={desk.held.state.waiting === 0 ? t('desk.phones.open') : plural('desk.phones.waiting', desk.held.state.waiting)} onClick={() => props.onPhones()}>
          <Icon name="phone" size={16} /><span aria-hidden="true">{t('desk.phones.open')}</span><Show when={desk.held.state.waiting > 0}><span class="tool-count" aria-hidden="true">{desk.held.state.waiting}</span></Show>
        </button>
      </Show>
      <Show when={desk.me.takes()}>
        <button type="button" class="button tool-handed" data-look="quiet" data-size="s" title={t('handover.tool')} aria-label={desk.handovers.waiting() === 0 ? t('handover.tool') : plural('handover.waiting', desk.handovers.waiting())} onClick={() => props.onHanded()}>
          <Icon name="sent" size={16} /><span aria-hidden="true">{t('handover.tool')}</span><Show when={desk.handovers.waiting() > 0}><span class="tool-count" aria-hidden="true">{desk.handovers.waiting()}</span></Show>
        </button>
      </Show>
      <OverdueTool />
      <button type="button" class="button tool-weights" data-look="quiet" data-size="s" title={t('order.weights.title')} onClick={() => props.onWeights()}><Icon name="sort" size={16} /><span>{t('order.weights.open')}</span></button>
      <button type="button" class="button tool-targets" data-look="quiet" data-size="s" title={t(COMMANDS.targets.text)} onClick={() => props.onTargets()}><Icon name={COMMANDS.targets.icon} size={16} /><span>{t('targets.open')}</span></button>
      <For each={PAGES}>{({ href, name }) => <a class="button tool-page" data-look="quiet" data-size="s" href={href} title={t(COMMANDS[name].text)}><Icon name={COMMANDS[name].icon} size={16} /><span>{t(COMMANDS[name].text)}</span></a>}</For>
      <IconButton class="tool-palette" icon="command" size="s" label={`${t('desk.keyboard.palette')} (${writtenKey(COMMANDS.palette.key, navigator.platform)})`} aria-haspopup="dialog" onClick={() => props.onPalette()} />
      <IconButton class="tool-help" icon="question" size="s" label={t('desk.keyboard.open')} onClick={() => props.onHelp()} />
      <div class="tool-switches"><LanguageSwitch /><ThemeSwitch /></div>
      <details class="account">
        <summary aria-label={`${t('desk.user')}: ${desk.me.state.me?.name ?? ''}`}><Icon name="person" size={20} /></summary>
        <div class="account-card">
          <b>{desk.me.state.me?.name}</b>
          <For each={roles()}>{(role) => <span class="part-note">{role}</span>}</For>
          <div class="account-switches"><LanguageSwitch /><ThemeSwitch /></div>
          <div class="account-pages">
            <button type="button" class="button" data-look="secondary" data-size="s" onClick={() => props.onPalette()}><Icon name="command" size={16} />{t('desk.keyboard.palette')}</button>
            <button type="button" class="button" data-look="secondary" data-size="s" onClick={() => desk.offers.all().find(({ name }) => name === 'overdue')?.run()}><Icon name={COMMANDS.overdue.icon} size={16} />{t('targets.overdue.title')}</button>
            <button type="button" class="button" data-look="secondary" data-size="s" onClick={() => props.onTargets()}><Icon name={COMMANDS.targets.icon} size={16} />{t('targets.open')}</button>
            <For each={PAGES}>{({ href, name }) => <a class="button" data-look="secondary" data-size="s" href={href}><Icon name={COMMANDS[name].icon} size={16} />{t(COMMANDS[name].text)}</a>}</For>
          </div>
          <a class="button" data-look="secondary" data-size="s" href="/labels"><Icon name="note" size={16} />{t('desk.map.labels')}</a>
          <a class="button" data-look="secondary" data-size="s" href="/account"><Icon name="person" size={16} />{t('common.account')}</a>
          <button type="button" class="button" data-look="secondary" data-size="s" onClick={() => void signOut()}><Icon name="sign_out" size={16} />{t('common.signOut')}</button>
        </div>
      </details>
    </>
  )
}
