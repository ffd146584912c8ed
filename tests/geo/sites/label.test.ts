import { describe, expect, test } from 'vitest'
import { labelOf, readLabel, siteNumber } from '../../../geo/sites/label.ts'

const OURS = 'https://vidnova.example'
const ID = '0199c0de-0000-7000-8000-00000000000a'

describe('the label of a site', () => {
  test('is read back as it was printed, also when the page now comes by another protocol', () => {
    expect(labelOf(OURS, 1234)).toBe('https://vidnova.example/field?site=1234')
    expect(readLabel(labelOf(OURS, 1234), OURS)).toEqual({ said: { number: 1234 }, sure: true })
    expect(readLabel(labelOf('http://Vidnova.Example', 1234), OURS)).toEqual({ said: { number: 1234 }, sure: true })
    expect(readLabel(labelOf('http://127.0.0.1:8080', 7), 'http://127.0.0.1:8080')).toEqual({ said: { number: 7 }, sure: true })
  })

  test('may carry the number alone, which a person has to look at, or the id, which is nobody else\'s', () => {
    for (const text of ['1234', ' 01234\n', '№ 1234', '#1234', 'N 1234', 'No. 1234']) expect(readLabel(text, OURS)).toEqual({ said: { number: 1234 }, sure: false })
    expect(readLabel(ID.toUpperCase(), OURS)).toEqual({ said: { id: ID }, sure: true })
    expect(readLabel(`https://elsewhere.example/field?from=label&site=${ID}#x`, OURS)).toEqual({ said: { id: ID }, sure: true })
  })

  test('of another server is told from one of ours: the same number is another site there', () => {
    expect(readLabel('https://other.example/field?site=1234', OURS)).toEqual({ foreign: 'server' })
    expect(readLabel('https://vidnova.example:8443/field?site=1234', OURS)).toEqual({ foreign: 'server' })
    expect(readLabel('https://vidnova.example@other.example/field?site=1234', OURS)).toEqual({ foreign: 'server' })
  })

  test('is nothing else', () => {
    for (const text of ['', '0', 'https://vidnova.example/field', 'https://vidnova.example/field?site=', 'https://vidnova.example/field?site=1;2', 'https://vidnova.example/desk?site=1234', 'WIFI:S:guest;;', 'VN1/0123456789AB/1/3/ABC', '4820000000000', '12a', '-5', '1.5', ID.slice(1)]) {
      expect(readLabel(text, OURS), text).toEqual({ foreign: 'code' })
    }
    expect(siteNumber('1234567890')).toBeNull()
  })
})
