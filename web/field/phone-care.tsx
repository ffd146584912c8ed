import { createResource, For, Match, Show, Switch, type JSX } from 'solid-js'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { askInstall, installWay } from '../offline/install.ts'
import { isReady, standing } from '../offline/standing.ts'
import { PHOTO_BYTES, roomNow, SHORT_BYTES, type Room } from '../offline/storage.ts'
import type { GlyphName } from '../ui/glyphs.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

// The three taps on a phone of Apple's, as they look there.
const APPLE_STEPS = [
  { text: 'phone.install.apple.share', path: 'M12 15V3m-4 4 4-4 4 4M8 10H6v11h12V10h-2' },
  { text: 'phone.install.apple.add', path: 'M4 4h16v16H4zM12 8v8M8 12h8' },
  { text: 'phone.install.apple.confirm', path: 'm4 12 5 5L20 6' },
] as const satisfies readonly { text: Key; path: string }[]

function Fact(props: { readonly icon: GlyphName; readonly tone?: 'good' | 'warn' | undefined; readonly children: JSX.Element }) {
  return <p class="menu-fact" data-tone={props.tone}><Icon name={props.icon} size={20} /><span>{props.children}</span></p>
}

function InstallPart() {
  const { t } = useI18n()
  return (
    <Switch fallback={<Fact icon="info">{t('phone.install.menu')}</Fact>}>
      <Match when={installWay() === 'installed'}><Fact icon="check" tone="good">{t('phone.install.done')}</Fact></Match>
      <Match when={installWay() === 'ask'}>
        <Fact icon="info">{t('phone.install.why')}</Fact>
        <Button size="l" icon="download" onClick={() => void askInstall()}>{t('phone.install.action')}</Button>
      </Match>
      <Match when={installWay() === 'apple'}>
        <Fact icon="info">{t('phone.install.whyApple')}</Fact>
        <ol class="menu-steps">
          <For each={APPLE_STEPS}>{(step) => <li><svg class="icon" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d={step.path} /></svg><span>{t(step.text)}</span></li>}</For>
        </ol>
      </Match>
    </Switch>
  )
}

/** How the phone itself stands: ready without a network, on the home screen, with room and a promise to keep what is stored. */
export function PhoneCare() {
  const { t, number } = useI18n()
  const [room] = createResource(() => roomNow())
  const megabytes = (bytes: number) => (bytes >= 1e9
    ? number(bytes / 1e9, { style: 'unit', unit: 'gigabyte', maximumFractionDigits: 1 })
    : number(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: bytes < 1e7 ? 1 : 0 }))
  const short = (now: Room) => now.left < SHORT_BYTES
  return (
    <section class="menu-part">
      <h3>{t('phone.title')}</h3>
      <Switch fallback={<Fact icon="sync">{t('phone.looking')}</Fact>}>
        <Match when={isReady(standing()) === true}><Fact icon="check" tone="good">{t('field.offline.ready')}</Fact></Match>
        <Match when={standing().works === false}><Fact icon="warning" tone="warn">{t('phone.never')}</Fact></Match>
        <Match when={isReady(standing()) === false}><Fact icon="sync">{t('field.offline.filling', { kept: number(standing().kept ?? 0), all: number(standing().all) })}</Fact></Match>
      </Switch>
      <Show when={room()}>{(now) => (
        <>
          <Fact icon={short(now()) ? 'warning' : 'device'} tone={short(now()) ? 'warn' : undefined}>
            {t('phone.room.left', { used: megabytes(now().used), left: megabytes(now().left) })}
            <Show when={short(now())}> {t('phone.room.short', { photos: number(Math.floor(now().left / PHOTO_BYTES)) })}</Show>
          </Fact>
          <Fact icon={now().kept ? 'check' : 'info'} tone={now().kept ? 'good' : undefined}>{t(now().kept ? 'phone.room.kept' : 'phone.room.mayClear')}</Fact>
        </>
      )}</Show>
      <InstallPart />
    </section>
  )
}
