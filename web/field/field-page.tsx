import { useLocation } from '@solidjs/router'
import { createEffect, createResource, createSignal, Match, onCleanup, onMount, Show, Switch, untrack } from 'solid-js'
import { loadTexts } from '../i18n/dictionary.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { holdVersion } from '../offline/calm.ts'
import { mayAskInstall } from '../offline/install.ts'
import { part } from '../offline/part.tsx'
import { standing } from '../offline/standing.ts'
import { StoreIsNewer } from '../sync/idb-shelves.ts'
import { openPhone, type Phone } from '../sync/phone.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Wait } from '../ui/states.tsx'
import { beside } from './beside.ts'
import { createFieldState, FieldContext, useField } from './field-state.ts'
import { keepSheet } from './hand-on-open.ts'
import { ReportForm } from './report-form.tsx'
import { StatusStrip } from './status-strip.tsx'
import '../ui/app-shell.css' // the link past the bar
import './field.css'
import './field-colours.css'

// The rules of a repair come with the contract's schemas: only when there is a job to look at.
const JobsList = part(async () => (await loadTexts('warn', 'rounds'), await beside(import('./jobs-list.tsx'))).JobsList)
const SentList = part(async () => (await Promise.all([beside(import('./sent-list.tsx')), loadTexts('keep')]))[0].SentList)
const KeepSheet = part(async () => (await import('./hand-on-sheet.tsx')).KeepSheet)
const keeping = async () => (await Promise.all([import('./lock-page.tsx'), loadTexts('keep')]))[0]
const LockPage = part(async () => (await keeping()).LockPage)
const ClearedPage = part(async () => (await keeping()).ClearedPage)
const NewerPage = part(async () => (await keeping()).NewerPage)

const Notices = part(async () => (await Promise.all([import('./notices.tsx'), loadTexts('phone')]))[0].Notices, 'over')
const SmsCode = part(async () => (await Promise.all([import('./sms-code.tsx'), loadTexts('phone')]))[0].SmsCode, 'over')
const PhoneMenu = part(async () => (await Promise.all([import('./phone-menu.tsx'), loadTexts('phone')]))[0].PhoneMenu, 'over')
const LabelAsked = part(async () => (await beside(import('./label-asked.tsx'))).LabelAsked, 'over')
const Warnings = part(async () => (await loadTexts('warn'), await import('./warnings.tsx')).Warnings, 'over')

const TABS = [
  { at: '/field', icon: 'camera', text: 'field.tab.report' },
  { at: '/field/jobs', icon: 'wrench', text: 'field.tab.jobs' },
  { at: '/field/sent', icon: 'list', text: 'field.tab.sent' },
] as const

let asked: Promise<boolean> | undefined
const keepOnce = () => (asked ??= import('../offline/storage.ts').then(({ keepForGood }) => keepForGood()).catch((error: unknown) => {
  console.warn('the browser was not asked to keep what is stored', error)
  return false
}))

/** After the first load, when nothing else wants the network or the processor. */
function afterLoad(work: () => Promise<void>) {
  const soon = () => { setTimeout(() => void work().catch((error: unknown) => console.warn('not made ready for no network', error)), 1_000) }
  if (document.readyState === 'complete') soon()
  else addEventListener('load', soon, { once: true })
}

function Frame() {
  const { t, number } = useI18n()
  const field = useField()
  const location = useLocation()
  const [menu, setMenu] = createSignal(false)
  onCleanup(holdVersion(() => field.activity().sending.size > 0))
  const mayInstall = () => !standing().newer && field.phone.store.durable && field.ops().length > 0 && mayAskInstall()
  // Some browsers ask the person for it: when there is something to keep, not before.
  createEffect(() => { if (field.ops().length > 0) untrack(() => void keepOnce()) })
  onMount(() => afterLoad(async () => (await import('../offline/registration.ts')).startOffline()))
  const tab = () => [...TABS].reverse().find((one) => location.pathname.startsWith(one.at)) ?? TABS[0]
  const refused = () => field.ops().filter((op) => op.state === 'refused').length
  const badge = (at: string) => (at === '/field/jobs' ? field.openJobs() : at === '/field/sent' ? refused() : 0)
  return (
    <div class="field-page">
      <a class="skip-link" href="#content">{t('common.skip')}</a>
      <header class="field-bar">
        <nav class="field-tabs" aria-label={t('common.name')}>
          {TABS.map((one) => (
            <a href={one.at} class="field-tab" aria-current={tab() === one ? 'page' : undefined}>
              <Icon name={one.icon} size={22} /><span>{t(one.text)}</span>
              <Show when={badge(one.at) > 0}><b data-tone={one.at === '/field/sent' ? 'bad' : 'accent'}>{number(badge(one.at))}</b></Show>
            </a>
          ))}
        </nav>
        <IconButton icon="more" label={t('field.menu.open')} size="l" class="field-menu" onClick={() => setMenu(true)} />
      </header>
      <StatusStrip />
      <div class="field-notices">
        <Warnings />
        <Show when={location.query['site']}>{(written) => <LabelAsked written={String(written())} />}</Show>
        <Show when={!field.phone.store.durable || standing().newer || mayInstall()}><Notices install={mayInstall()} onMenu={() => setMenu(true)} /></Show>
      </div>
      <main class="field-main" id="content" tabindex="-1">
        {/* The form stays while another tab is looked at: nothing that was typed is lost. */}
        <div class="field-tab-body" hidden={tab().at !== '/field'}><ReportForm /></div>
        <Switch>
          <Match when={tab().at === '/field/jobs'}><JobsList /></Match>
          <Match when={tab().at === '/field/sent'}><SentList /></Match>
        </Switch>
      </main>
      <Show when={keepSheet() !== null}><KeepSheet /></Show>
      <Show when={field.smsFor()}>{(id) => <SmsCode id={id()} onClose={() => field.setSmsFor(null)} />}</Show>
      <Show when={menu()}><PhoneMenu open={menu()} onClose={() => setMenu(false)} /></Show>
    </div>
  )
}

function Unlocked(props: { readonly phone: Phone }) {
  const state = createFieldState(props.phone)
  return <FieldContext.Provider value={state}><Frame /></FieldContext.Provider>
}

function Opened(props: { readonly phone: Phone }) {
  const standing = () => (props.phone.outbox.activity().cleared ? 'cleared' : props.phone.vault.isOpen() ? 'open' : 'locked')
  const [now, setNow] = createSignal(standing())
  onCleanup(props.phone.onChange(() => setNow(standing())))
  return (
    <Switch>
      <Match when={now() === 'cleared'}><ClearedPage /></Match>
      <Match when={now() === 'locked'}><LockPage phone={props.phone} /></Match>
      <Match when={now() === 'open'}><Unlocked phone={props.phone} /></Match>
    </Switch>
  )
}

/** The crew's phone: report, jobs, and how all that was filed stands. */
export function FieldPage() {
  const [phone] = createResource(openPhone)
  onCleanup(() => { if (phone.state === 'ready') phone.latest?.stop() })
  return (
    <Switch fallback={<Wait />}>
      <Match when={phone.error instanceof StoreIsNewer}><NewerPage /></Match>
      <Match when={phone()}>{(opened) => <Opened phone={opened()} />}</Match>
    </Switch>
  )
}
