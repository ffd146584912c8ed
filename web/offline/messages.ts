/** What a page asks of the worker: to fetch what is not on the phone yet, or, of one that waits, to take over. */
export type Asked = { readonly ask: 'fill' | 'take' }

/** What a worker tells all pages: how many of its build's files are on the phone. */
export type Told = { readonly build: string; readonly kept: number; readonly all: number }

/** Begins the name of a build's cache, and of the lock that every page of that build holds while it lives. */
export const FAMILY = 'build-'
