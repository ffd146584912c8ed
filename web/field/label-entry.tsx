import { createSignal, onCleanup, Show } from 'solid-js'
import { distanceM } from '../../geo/space/distance.ts'
import { readLabel, siteSaid, type LabelSaid } from '../../geo/sites/label.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { CodeCamera } from './code-camera.tsx'
import { useField } from './field-state.ts'
import { labelledSite } from './labelled-site.ts'
import type { Place } from './place.ts'
import { SiteChoices } from './site-choices.tsx'

const PAUSE_MS = 400

/** A site by the code on its label, or by the number that stands under it. */
export function LabelEntry(props: { readonly onChoose: (place: Place) => void }) {
  const { t } = useI18n()
  const field = useField()
  const [says, setSays] = createSignal('')
  const [typed, setTyped] = createSignal('')
  const [trouble, setTrouble] = createSignal('')
  /** A site to look at before it is chosen, and whether a code named it. */
  const [offered, setOffered] = createSignal<{ readonly site: NearSite; readonly scanned: boolean } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()
  onCleanup(() => { clearTimeout(timer); asking.abort() })

  const away = (site: NearSite): NearSite => {
    const fix = field.fix()
    return fix === null ? site : { ...site, distanceM: distanceM(fix.position, site.position) }
  }
  const choose = (site: NearSite, scanned: boolean) => props.onChoose({ by: 'site', site: away(site), supposed: false, ...(scanned ? { scanned } : {}) })
  /** The site of a label; one that is not to be had is told by `tell`. */
  async function find(said: LabelSaid, tell: (why: string) => void): Promise<NearSite | null> {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const site = await labelledSite(said, field.told().sites, signal)
    if (signal.aborted) return null
    tell(site ? '' : t(site === null ? 'work.label.unknown' : 'work.label.unasked', { what: 'number' in said ? `№ ${said.number}` : said.id }))
    return site ?? null
  }
  async function scan(text: string): Promise<boolean> {
    const read = readLabel(text, location.origin)
    if ('foreign' in read) {
      setSays(t(`work.label.foreign.${read.foreign}`))
      return false
    }
    const site = await find(read.said, setSays)
    if (site === null) return false
    if (read.sure) choose(site, true)
    else setOffered({ site: away(site), scanned: true })
    return true
  }
  async function look(said: LabelSaid) {
    const site = await find(said, setTrouble)
    if (site !== null) setOffered({ site: away(site), scanned: false })
  }
  function type(text: string) {
    setTyped(text)
    setOffered(null)
    clearTimeout(timer)
    asking.abort()
    const said = siteSaid(text)
    setTrouble(said === null && text.trim() !== '' ? t('work.label.noNumber') : '')
    if (said !== null) timer = setTimeout(() => void look(said), PAUSE_MS)
  }
  return (
    <>
      <Show when={!offered()?.scanned} fallback={
        <>
          <p class="hand-on-says" role="status">{t('work.label.bare')}</p>
          <Button size="l" icon="camera" onClick={() => setOffered(null)}>{t('work.label.again')}</Button>
        </>
      }>
        <CodeCamera label={t('work.label.camera')} blind={t('work.label.noCamera')} onCode={scan}>
          <p class="pin-says" role="status" data-tone={says() === '' ? undefined : 'bad'}>{says() || t('work.label.help')}</p>
        </CodeCamera>
      </Show>
      <Show when={offered()}>{(one) => <SiteChoices sites={[one().site]} onChoose={(site) => choose(site, one().scanned)} empty={null} />}</Show>
      <Show when={!offered()?.scanned}>
        <TextField
          label={t('work.label.number')} inputmode="numeric" autocomplete="off" value={typed()} class="label-number"
          error={trouble() || undefined} onInput={(event) => type(event.currentTarget.value)}
        />
      </Show>
    </>
  )
}
