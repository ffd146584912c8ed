/** The crew’s phone. */
export const field = {
  title: 'Report damage',
} as const
