/** Waits until the browser has had a turn: what was clicked, typed or is to be painted comes first. */
export const nextTask = (): Promise<void> => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    resolve()
  }
  port2.postMessage(null)
})

const WORK_MS = 8

/** For long work that can be done in pieces: between two of them call what this gives. It waits for a turn of the browser when eight milliseconds have gone by. */
export function makeBreath(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < WORK_MS) return
    await nextTask()
    since = performance.now()
  }
}

/** Waits until the page has nothing better to do, at most some ms. A browser that cannot tell is given a tenth of a second. */
export const whenIdle = (atMostMs: number): Promise<void> =>
  new Promise((resolve) => { if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: atMostMs }); else setTimeout(resolve, 100) })
