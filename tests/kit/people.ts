/** Signs in at a running server as one of its demonstration accounts; gives the session's cookie. */
export async function signIn(url: string, key: string): Promise<string> {
  const answer = await fetch(`${url}/api/demo/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key }) })
  if (!answer.ok) throw new Error(`signing in as ${key} was answered ${answer.status}: ${await answer.text()}`)
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}

/** Asks a running server and gives the parsed answer; throws on anything but 200. */
export async function asked<Body>(url: string, cookie: string, path: string, init: { method?: string; body?: unknown } = {}): Promise<Body> {
  const answer = await fetch(`${url}${path}`, {
    method: init.method ?? 'GET', headers: { cookie, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Body
}
