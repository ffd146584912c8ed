// What the tests of the phone's store bring into a page.
export { openIdbShelves, StoreIsNewer, STORE_VERSION } from '../../../web/sync/idb-shelves.ts'
export { makePhoneStore } from '../../../web/sync/phone-store.ts'
export { fullAtEveryWrite, keepsItsPromises, makeFaulty, anOp } from './store-trials.ts'
