import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hearingsOf, hearOnly } from '../../../api/db/bridge-channels.ts'
import { copyInOf } from '../../../api/db/bridge-copy.ts'
import { message, MessageReader, ProtocolFault } from '../../../api/db/wire.ts'

describe('messages', () => {
  test('come out as they went in, however the bytes are cut', () => {
    fc.assert(fc.property(
      fc.array(fc.tuple(fc.constantFrom('Q', 'D', 'S'), fc.uint8Array({ maxLength: 40 })), { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 8 }),
      (sent, cuts) => {
        const whole = Buffer.concat(sent.map(([type, body]) => message(type, body)))
        const reader = new MessageReader()
        const got: [string, number[]][] = []
        for (let at = 0, turn = 0; at < whole.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1
          reader.push(whole.subarray(at, at + size))
          at += size
          for (let next = reader.next(); next; next = reader.next()) got.push([next.type, [...next.bytes.subarray(5)]])
        }
        expect(got).toEqual(sent.map(([type, body]) => [type, [...body]]))
      },
    ))
  })

  test('that claim an impossible length are refused before anything is kept for them', () => {
    for (const length of [3, -1, 2 ** 31 - 1]) {
      const reader = new MessageReader()
      const head = Buffer.from('Q....')
      head.writeInt32BE(length, 1)
      reader.push(head)
      expect(() => reader.next()).toThrow(ProtocolFault)
    }
  })
})

test.each([
  ['copy t from stdin', 'text'],
  ['COPY t (a, b)\n FROM STDIN with (format csv);', 'text'],
  ['-- load\ncopy "odd;name" from stdin (format binary)', 'binary'],
  ['copy t to stdout', 'none'],
  [`select 'copy t from stdin'`, 'none'],
  [`select $a$copy t from stdin$a$ /* copy t from stdin */`, 'none'],
  ['begin; copy t from stdin', 'among-others'],
  ['copy t from stdin; select 1', 'among-others'],
])('%j is a COPY of the kind %s', (text, kind) => {
  expect(copyInOf(text)).toBe(kind)
})

test('LISTEN and UNLISTEN are read with their channels, and written back quoted', () => {
  expect(hearingsOf('listen News; select 1; UNLISTEN "A ""b"""; unlisten *')).toEqual([
    { verb: 'LISTEN', channel: 'news' }, { verb: 'UNLISTEN', channel: 'A "b"' }, { verb: 'UNLISTEN', channel: undefined },
  ])
  expect(hearOnly(['news', 'A "b"'])).toBe('unlisten *;listen "news";listen "A ""b"""')
})
