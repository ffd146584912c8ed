/** Puts a text where it can be pasted from; false where the browser does not let a page do so, as without https. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (error) {
    console.warn('nothing was copied', error) // also where there is no clipboard at all
    return false
  }
}
