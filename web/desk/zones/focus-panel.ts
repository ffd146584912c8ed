const TRIES = 60

/** Puts the focus on the title of the panel once it stands: at once, or when the panel's part of the page has come. */
export function focusPanel(tries = TRIES): void {
  queueMicrotask(() => {
    const title = document.getElementById('desk-panel-title')
    if (title !== null) title.focus({ preventScroll: true })
    else if (tries > 0) requestAnimationFrame(() => focusPanel(tries - 1))
  })
}
