/** The dispatcher’s desk. */
export const desk = {
  title: 'Desk',
} as const
