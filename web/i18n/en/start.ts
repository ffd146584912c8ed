/** Start page and sign-in. */
export const start = {
  title: 'Vidnova', signIn: 'Sign in',
} as const
