import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { CONTRACT } from '../../geo/http/contract.ts'
import type { Endpoint } from '../../geo/http/endpoint.ts'
import { PROBLEMS, Problem, type ProblemName } from '../../geo/problems.ts'
import type { Standing } from '../app.ts'
import type { Kept } from './mount.ts'
import { openApi } from './openapi.ts'

type Piece = HtmlEscapedString | Promise<HtmlEscapedString>

// A stylesheet under the same origin, so that no inline style has to be allowed.
const STYLE = `:root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}body{max-width:62rem;margin:0 auto;padding:1.5rem}
code,pre{font:14px/1.45 ui-monospace,monospace}pre{overflow:auto;padding:1rem;border:1px solid light-dark(#d0d7de,#30363d);border-radius:8px}
h2{margin-top:2.5rem}details{border-top:1px solid light-dark(#d0d7de,#30363d);padding:.6rem 0}summary{cursor:pointer}
.method{display:inline-block;min-width:4rem;font-weight:700;text-transform:uppercase}table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid light-dark(#e4e8ec,#22272e)}`

const page = (title: string, body: Piece) => html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · Vidnova</title><link rel="stylesheet" href="/api/docs/style.css"></head><body>${body}</body></html>`

function described(endpoint: Endpoint, operation: Record<string, unknown>): Piece {
  const parameters = operation['parameters'] as { name: string; in: string; required: boolean; schema: unknown }[]
  const bodyOf = (part: string) => JSON.stringify((operation as Record<string, { content?: unknown }>)[part]?.content ?? null, null, 2)
  const answers = operation['responses'] as Record<string, { description: string; content?: unknown }>
  return html`<details id="${endpoint.method}${endpoint.path}"><summary><span class="method">${endpoint.method}</span> <code>${endpoint.path}</code> — ${endpoint.summary}</summary>
<p>${String(operation['description'])}</p>
${parameters.length === 0 ? '' : html`<table><tr><th>Parameter</th><th>In</th><th>Schema</th></tr>${parameters.map((given) => html`<tr><td><code>${given.name}</code>${given.required ? ' (required)' : ''}</td><td>${given.in}</td><td><code>${JSON.stringify(given.schema)}</code></td></tr>`)}</table>`}
${endpoint.body === undefined ? '' : html`<h4>Body</h4><pre>${bodyOf('requestBody')}</pre>`}
<h4>Answers</h4><table>${Object.entries(answers).map(([status, answer]) => html`<tr><td>${status}</td><td>${answer.description}</td></tr>`)}</table>
<details><summary>Schema of the answer</summary><pre>${JSON.stringify(answers['200']?.content ?? null, null, 2)}</pre></details></details>`
}

/** /api/docs, /api/openapi.json and the pages that problem types point to: all printed from the lists in `geo`, no outside host. */
export function mountDocs(app: Hono<Kept>, { version }: Standing): void {
  // Printed when first asked for: at the start it would cost every start a tenth of a second.
  let document: ReturnType<typeof openApi> | undefined
  const printed = () => (document ??= openApi(CONTRACT, version))
  const operation = ({ method, path }: Endpoint) => (printed()['paths'] as Record<string, Record<string, Record<string, unknown>>>)[path]?.[method] ?? {}
  const tags = [...new Set(CONTRACT.map((endpoint) => endpoint.tag))]
  app.use('/api/docs/*', async (c, next) => {
    await next()
    c.header('content-security-policy', "default-src 'none'; style-src 'self'")
  })
  app.get('/api/openapi.json', (c) => c.body(JSON.stringify(printed()), 200, { 'content-type': 'application/vnd.oai.openapi+json;version=3.1' }))
  app.get('/api/docs/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css' }))
  app.get('/api/docs', (c) => c.html(page('API', html`<h1>Vidnova API</h1>
<p>Described as <a href="/api/openapi.json">OpenAPI 3.1</a>. Feeds by open standards are at <a href="/ogc">/ogc</a>. What can go wrong is <a href="/problems">listed here</a>.</p>
${tags.map((tag) => html`<h2>${tag}</h2>${CONTRACT.filter((endpoint) => endpoint.tag === tag).map((endpoint) => described(endpoint, operation(endpoint)))}`)}`)))
  app.get('/problems', (c) => c.html(page('Problems', html`<h1>Problems</h1><p>Every failure is answered as <code>application/problem+json</code> (RFC 9457).</p>
<table><tr><th>Name</th><th>Status</th><th>What it means</th><th>What to do</th></tr>${Object.entries(PROBLEMS).map(([name, problem]) => html`<tr><td><a href="/problems/${name}"><code>${name}</code></a></td><td>${problem.status}</td><td>${problem.title}</td><td>${problem.help}</td></tr>`)}</table>`)))
  app.get('/problems/:name', (c) => {
    const name = c.req.param('name')
    if (!Object.hasOwn(PROBLEMS, name)) throw new Problem('not-found', {})
    const problem = PROBLEMS[name as ProblemName]
    return c.html(page(problem.title, html`<h1>${problem.title}</h1><p><code>${name}</code>, status ${problem.status}.</p><p>${problem.help}</p><p><a href="/problems">All problems</a></p>`))
  })
}
