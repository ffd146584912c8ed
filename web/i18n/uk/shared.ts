// What nearly every screen needs, in one file: on a phone a file costs more than its bytes.
export { codes } from './codes.ts'
export { common } from './common.ts'
export { grades } from './grades.ts'
