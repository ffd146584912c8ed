import { createUniqueId, For, Show, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import './chart.css'

/** One line of a chart: its name and a value at each moment, null where there is none. */
export type Series = { readonly name: string; readonly values: readonly (number | null)[] }

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 240, 72, 16, 12, 28]
const X_MARKS = 4

/** A round number at or above another, for the top of an axis. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1e-9, value)))
  return [1, 2, 2.5, 5, 10].map((step) => step * unit).find((step) => step >= value) ?? value
}

/** Lines over time, told apart by dashes as well as colours, with the same figures as a table behind them; both print. */
export function LineChart(props: {
  readonly label: string; readonly moments: readonly string[]; readonly series: readonly Series[]; readonly most?: number; readonly write: (value: number) => string; readonly table: string; readonly when: string; readonly none: string
}) {
  const { dateTime, number } = useI18n()
  const mark = (value: number) => (value >= 10_000 ? number(value, { notation: 'compact', maximumFractionDigits: 2 }) : props.write(value))
  const id = createUniqueId()
  const most = () => props.most ?? roundUp(Math.max(1, ...props.series.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const x = (index: number) => LEFT + ((WIDTH - LEFT - RIGHT) * index) / Math.max(1, props.moments.length - 1)
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most())
  const path = (values: readonly (number | null)[]) => values.map((value, index) => (value === null ? '' : `${index === 0 || values[index - 1] === null ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)).join('')
  const marks = () => Array.from({ length: X_MARKS + 1 }, (_, n) => Math.round(((props.moments.length - 1) * n) / X_MARKS))
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{props.label}</title>
        <For each={[0, 0.25, 0.5, 0.75, 1]}>{(share) => (
          <>
            <line class="chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(most() * share)} y2={y(most() * share)} />
            <text class="chart-mark" x={LEFT - 8} y={y(most() * share) + 4} text-anchor="end">{mark(most() * share)}</text>
          </>
        )}</For>
        <For each={marks()}>{(index, n) => <text class="chart-mark" data-middle={n() === 0 || n() === X_MARKS ? undefined : ''} x={x(index)} y={HEIGHT - 6} text-anchor={n() === 0 ? 'start' : n() === X_MARKS ? 'end' : 'middle'}>{props.moments[index] === undefined ? '' : dateTime(props.moments[index])}</text>}</For>
        <For each={props.series}>{(one, n) => <path class="chart-line" data-series={n()} d={path(one.values)} />}</For>
      </svg>
      <ul class="chart-legend">
        <For each={props.series}>{(one, n) => <li><svg viewBox="0 0 34 10" width="34" height="10" aria-hidden="true"><path class="chart-line" data-series={n()} d="M1 5L33 5" /></svg>{one.name}</li>}</For>
      </ul>
      <details class="chart-table">
        <summary>{props.table}</summary>
        <div class="table-scroll" tabindex="0" role="group" aria-label={props.label}>
          <table>
            <caption class="visually-hidden">{props.label}</caption>
            <thead><tr><th scope="col">{props.when}</th><For each={props.series}>{(one) => <th scope="col">{one.name}</th>}</For></tr></thead>
            <tbody><For each={props.moments}>{(moment, index) => <tr><th scope="row">{dateTime(moment)}</th><For each={props.series}>{(one) => <td>{one.values[index()] == null ? props.none : props.write(one.values[index()]!)}</td>}</For></tr>}</For></tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

/** A table with a bar in its last column, for what is compared by length. */
export function BarTable(props: { readonly caption: string; readonly heads: readonly string[]; readonly rows: readonly { readonly name: string; readonly cells: readonly string[]; readonly bar: number | null }[] }) {
  const most = () => Math.max(1e-9, ...props.rows.map(({ bar }) => bar ?? 0))
  const bar = (value: number | null): JSX.Element => <Show when={value !== null}><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width={(100 * (value ?? 0)) / most()} height="8" /></svg></Show>
  return (
    <div class="table-scroll" tabindex="0" role="group" aria-label={props.caption}>
      <table class="bars">
        <caption class="visually-hidden">{props.caption}</caption>
        <thead><tr><For each={props.heads}>{(head) => <th scope="col">{head}</th>}</For></tr></thead>
        <tbody><For each={props.rows}>{(row) => (
          <tr><th scope="row">{row.name}</th><For each={row.cells}>{(cell, n) => <td>{cell}{n() === row.cells.length - 1 ? bar(row.bar) : ''}</td>}</For></tr>
        )}</For></tbody>
      </table>
    </div>
  )
}
