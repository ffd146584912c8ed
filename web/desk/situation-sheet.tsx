import { createMemo, For, Show } from 'solid-js'
import { pageOf } from '../../geo/situation/page.ts'
import { markPath, pictureOf } from '../../geo/situation/picture.ts'
import type { KeptSituation, Situation } from '../../geo/situation/situation.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { severityKey } from '../ui/severity-shapes.ts'

/** The silhouette of a severity as the report draws it, on paper too. */
const Mark = (props: { readonly severity: number | null }) => (
  <svg class="sheet-mark" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><path class="sheet-damage" data-severity={severityKey(props.severity)} d={markPath(props.severity, 10, 10, 7.5)} /></svg>
)

/** A situation as one sheet of A4, in words that the PDF has too. */
export function SituationSheet(props: { readonly situation: Situation; readonly kept: KeptSituation | null; readonly zone: string }) {
  const { t, locale, number } = useI18n()
  const page = createMemo(() => pageOf(props.situation, { language: locale(), zone: props.zone, kept: props.kept }))
  const picture = createMemo(() => pictureOf(props.situation.map, 560, 6))
  return (
    <article class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head">
        <h2 id="sheet-title">{page().title}: {page().area}</h2>
        <span class="sheet-number">{page().number}</span>
        <p>{[page().asOf, page().made].filter(Boolean).join(' · ')}</p>
      </header>
      <dl class="sheet-figures"><For each={page().figures}>{(figure) => <div><dt>{figure.label}</dt><dd><b>{figure.value}</b><small>{figure.note}</small></dd></div>}</For></dl>
      <div class="sheet-middle">
        <section aria-labelledby="sheet-map">
          <h3 id="sheet-map">{page().map}</h3>
          <svg class="sheet-map" viewBox={`0 0 ${picture().width} ${Math.max(1, picture().height)}`} role="img" aria-label={t('situation.mapLabel', { count: number(props.situation.map.points.length) })}>
            <For each={picture().outlines}>{(path) => <path class="sheet-area" d={path} />}</For>
            <For each={picture().marks}>{({ severity, path }) => <path class="sheet-damage" data-severity={severityKey(severity)} d={path} />}</For>
          </svg>
        </section>
        <div class="sheet-counted">
          <section aria-labelledby="sheet-severity">
            <h3 id="sheet-severity">{page().severity.title}</h3>
            <table><tbody><For each={page().severity.rows}>{(row) => <tr><th scope="row"><Mark severity={row.severity} />{row.label}</th><td>{row.count}</td><td class="sheet-change">{row.change}</td></tr>}</For></tbody></table>
          </section>
          <Show when={page().repair.rows.length > 0}>
            <section aria-labelledby="sheet-repair">
              <h3 id="sheet-repair">{page().repair.title}</h3>
              <table><tbody><For each={page().repair.rows}>{(row) => <tr><th scope="row">{row.label}</th><td>{row.count}</td></tr>}</For></tbody></table>
            </section>
          </Show>
          <section aria-labelledby="sheet-changes">
            <h3 id="sheet-changes">{page().changes.title}</h3>
            <p class="sheet-since">{page().changes.since}</p>
            <ul><For each={page().changes.rows}>{(row) => <li>{row}</li>}</For></ul>
          </section>
        </div>
      </div>
      <section aria-labelledby="sheet-worst">
        <h3 id="sheet-worst">{page().worst.title}</h3>
        <Show when={page().worst.rows.length > 0} fallback={<p>{page().worst.none}</p>}>
          <ol class="sheet-worst"><For each={page().worst.rows}>{(row) => (
            <li><span class="sheet-nth">{row.nth}</span><Mark severity={row.severity} /><a href={`/desk?damage=${row.id}`}>{row.name}</a><span class="sheet-standing">{row.standing}</span><span class="sheet-reason">{row.reason}</span></li>
          )}</For></ol>
        </Show>
      </section>
      <footer class="sheet-notes"><For each={page().notes}>{(note) => <p>{note}</p>}</For></footer>
    </article>
  )
}
