import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { makeLog } from '../../api/log.ts'

function written(work: (log: ReturnType<typeof makeLog>) => void): string {
  let text = ''
  work(makeLog('trace', new Writable({ write(chunk, _, done) { text += String(chunk); done() } })))
  return text
}

describe('the log', () => {
  test('names an error of the database by its code and constraint, never by the row that it was about', () => {
    const error = Object.assign(new Error('new row violates a rule'), {
      code: '23514', constraint: 'reports__note_short', detail: 'Failing row contains (секрет, 0101000020E6100000)', where: 'COPY секрет', parameters: ['секрет'], query: 'секрет',
    })
    const text = written((log) => log.error({ err: new Error('asked in vain', { cause: error }) }, 'failed')) + written((log) => log.error({ err: error }, 'failed'))
    for (const part of ['new row violates a rule', '23514', 'reports__note_short', 'asked in vain', 'log.test.ts']) expect(text).toContain(part)
    for (const part of ['секрет', '0101000020']) expect(text).not.toContain(part)
  })

  test('keeps a message on one line, whatever is in it', () => {
    expect(written((log) => log.info({ path: '/a\r\n{"level":50}' }, 'request\nforged')).trim().split('\n')).toHaveLength(1)
  })
})
