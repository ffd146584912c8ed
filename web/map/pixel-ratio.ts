/** Pixels of the screen for each of the map's, 1 to 3: what is painted for a wall, which enlarges the map (`--wall`), is as sharp as what the browser draws there. */
export const pixelRatio = (): number => {
  const wall = Number(getComputedStyle(document.documentElement).getPropertyValue('--wall')) || 1
  return Math.min(Math.max(devicePixelRatio * wall, 1), 3)
}
