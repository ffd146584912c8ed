/** Sends a small request to the session's own doors, which are no part of the contract. */
const post = (path: string, body: unknown): Promise<Response> =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-vidnova': '1' }, credentials: 'same-origin', body: JSON.stringify(body) })

/** How an attempt to begin a session ended. */
export type SessionOutcome = 'in' | 'refused' | 'too-many' | 'unreachable'

async function outcomeOf(asked: Promise<Response>): Promise<SessionOutcome> {
  const answer = await asked.catch((error: unknown) => {
    console.warn('the server did not answer', error)
    return null
  })
  if (answer === null || answer.status >= 500) return 'unreachable'
  if (answer.status === 429) return 'too-many'
  return answer.ok ? 'in' : 'refused'
}

/** Signs in by e-mail and password; the session is a cookie that no script can read. */
export const beginSession = (email: string, password: string): Promise<SessionOutcome> => outcomeOf(post('/api/auth/sign-in/email', { email, password }))

/** Signs in as one of the demonstration accounts. */
export const beginDemoSession = (key: string): Promise<SessionOutcome> => outcomeOf(post('/api/demo/sign-in', { key }))

/** Ends the session; false when the server was not reached, and the session still stands. */
export async function endSession(): Promise<boolean> {
  return (await outcomeOf(post('/api/auth/sign-out', {}))) !== 'unreachable'
}
