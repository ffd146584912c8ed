import { createResource, createSignal, Match, onCleanup, Show, Switch } from 'solid-js'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { part } from '../offline/part.tsx'
import { HAND_ON_TYPE, HandOnError, packFile, readFile, takeIn, toHandOn, type HandedOn } from '../sync/hand-on.ts'
import { isFull } from '../sync/store.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useField } from './field-state.ts'
import { HandOnChoice } from './hand-on-choice.tsx'
import './keep.css'

const HandOnShow = part(async () => (await import('./hand-on-show.tsx')).HandOnShow)
const HandOnScan = part(async () => (await import('./hand-on-scan.tsx')).HandOnScan)

/** Gives a file to another app, or to the folder of downloads where the phone shares none. */
async function giveOut(file: File): Promise<void> {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      return await navigator.share({ files: [file] })
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return // the person chose not to
    }
  }
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Hands what waits on this phone to another, and takes in what another hands on. */
export function HandOnPanel() {
  const i18n = useI18n()
  const { t, plural } = i18n
  const { phone } = useField()
  const [doing, setDoing] = createSignal<'show' | 'scan' | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [said, setSaid] = createSignal<{ readonly text: string; readonly tone: 'good' | 'bad' } | null>(null)
  const [waiting, { refetch }] = createResource(() => toHandOn(phone.store))
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set()) // those that stay: what is filed meanwhile goes along
  const ids = () => waiting.latest?.ops.map(({ id }) => id) ?? []
  const chosen = () => new Set(ids().filter((id) => !left().has(id)))
  const count = () => chosen().size
  const end = phone.onChange(() => void refetch())
  onCleanup(end)

  function fault(error: unknown) {
    const why: Key | null = error instanceof HandOnError ? `keep.hand.fault.${error.fault}` : isFull(error) ? 'keep.hand.fault.full' : null
    setSaid({ text: t(why ?? 'keep.hand.fault.damaged'), tone: 'bad' })
    setDoing(null)
    if (why === null) console.warn('what was handed on could not be taken', error)
  }
  async function within(work: () => Promise<void>) {
    setBusy(true)
    setSaid(null)
    await work().catch(fault)
    setBusy(false)
    void refetch()
  }
  const take = (handed: HandedOn) => within(async () => {
    const { taken } = await takeIn(phone.store, handed, Date.now())
    setDoing(null)
    setSaid({ text: taken > 0 ? plural('keep.hand.taken', taken) : t('keep.hand.known'), tone: 'good' })
    phone.vaultChanged() // the list is another now
    phone.kick()
  })
  const give = () => within(async () => {
    await giveOut(new File([await packFile(phone.store, phone.device, chosen())], `vidnova-${phone.device.slice(-6)}${HAND_ON_TYPE}`, { type: 'application/octet-stream' }))
    setSaid({ text: t('keep.hand.fileMade'), tone: 'good' })
  })
  function pick(input: HTMLInputElement) {
    const [file] = input.files ?? []
    input.value = ''
    if (file) void within(async () => take(await readFile(file)))
  }
  return (
    <div class="hand-on">
      <Switch>
        <Match when={doing() === 'show'}><HandOnShow chosen={chosen()} onDone={() => setDoing(null)} /></Match>
        <Match when={doing() === 'scan'}><HandOnScan onRead={(handed) => void take(handed)} onFault={fault} /></Match>
        <Match when={true}>
          <p class="keep-note">{t('keep.hand.help')}</p>
          <Show when={said()}>{(one) => <p class="hand-on-says" role="status" data-tone={one().tone}>{one().text}</p>}</Show>
          <h3>{t('keep.hand.give')}</h3>
          <p>{ids().length === 0 ? t('keep.hand.nothing') : count() > 0 ? plural('keep.hand.count', count()) : t('keep.hand.noneChosen')}</p>
          <Show when={ids().length > 1}><HandOnChoice ids={ids()} left={left()} onLeave={setLeft} /></Show>
          <Show when={(waiting.latest?.open ?? 0) > 0}><p>{plural('keep.hand.open', waiting.latest?.open ?? 0)}</p></Show>
          <Show when={count() > 0}>
            <Button size="l" icon="external" busy={busy()} onClick={() => void give()}>{t('keep.hand.file')}</Button>
            <Button size="l" icon="layers" onClick={() => { setSaid(null); setDoing('show') }}>{t('keep.hand.codes')}</Button>
          </Show>
          <h3>{t('keep.hand.take')}</h3>
          <label class="button hand-on-file" data-look="secondary" data-size="l">
            <input type="file" aria-label={t('keep.hand.takeFile')} onChange={(event) => pick(event.currentTarget)} /><Icon name="note" size={24} /><span class="button-text">{t('keep.hand.takeFile')}</span>
          </label>
          <Button size="l" icon="camera" onClick={() => { setSaid(null); setDoing('scan') }}>{t('keep.hand.scan')}</Button>
        </Match>
      </Switch>
    </div>
  )
}
