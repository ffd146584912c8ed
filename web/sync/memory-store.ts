import { makeMemoryShelves } from './memory-shelves.ts'
import { makePhoneStore } from './phone-store.ts'
import type { PhoneStore } from './store.ts'

/** The phone's store in memory: the same store on shelves that keep nothing, for tests and for windows that may keep nothing. */
export const makeMemoryStore = (): PhoneStore => makePhoneStore(makeMemoryShelves())
