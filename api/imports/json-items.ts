import { BrokenFile, textOf, type Open } from './text.ts'

const LONGEST_ITEM = 64 * 1024 * 1024
const QUOTE = 34, BACKSLASH = 92, COMMA = 44, OPEN_BRACE = 123, CLOSE_BRACE = 125, OPEN_BRACKET = 91, CLOSE_BRACKET = 93

type Place = 'before' | 'key' | 'value' | 'items' | 'after'

/**
 * The items of one array of the object that a JSON file holds (`features`, `elements`), each as its own text, one at a time:
 * an item that is no JSON (NaN, a missing quote) is the caller's to refuse alone. Throws BrokenFile when there is no such array
 * or the file ends inside it.
 */
export async function* jsonItems(open: Open, key: string): AsyncGenerator<string> {
  let place: Place = 'before'
  let depth = 0
  let inText = false
  let escaped = false
  let text = '' // what is kept: an item, a key or a short value so far
  let name = ''

  for await (const chunk of textOf(open)) {
    let from = 0 // where in this chunk the kept text begins
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at)
      if (inText) {
        if (escaped) escaped = false
        else if (code === BACKSLASH) escaped = true
        else if (code === QUOTE) {
          inText = false
          if (place === 'key' && depth === 1) name = (text + chunk.slice(from, at)).trim().slice(1)
        }
        continue
      }
      if (code === QUOTE) {
        inText = true
        if (place === 'key') { text = ''; from = at }
        else if (place === 'value' && depth === 1 && name === key) throw new BrokenFile(`"${key}" is not a list`)
        else if (place === 'before') throw new BrokenFile('the file does not begin with a JSON object')
        continue
      }
      if (place === 'items') {
        if (depth === 2 && (code === COMMA || code === CLOSE_BRACKET)) {
          const item = (text + chunk.slice(from, at)).trim()
          text = ''
          from = at + 1
          if (item !== '') yield item
          else if (code === COMMA) throw new BrokenFile(`an item of "${key}" is missing before a comma`)
          if (code === CLOSE_BRACKET) { place = 'after'; depth = 1 }
        } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1
        else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
          depth -= 1
          if (depth < 2) throw new BrokenFile(`an item of "${key}" closes more brackets than it opens`)
        }
        continue
      }
      if (code <= 32) continue
      if (place === 'before') {
        if (code !== OPEN_BRACE) throw new BrokenFile('the file does not begin with a JSON object')
        place = 'key'
        depth = 1
      } else if (place === 'after') {
        if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1
        else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1
      } else if (place === 'key') {
        if (chunk[at] === ':') place = 'value'
        else if (code === CLOSE_BRACE) throw new BrokenFile(`there is no list "${key}" in it`)
      } else if (depth === 1 && name === key && code !== COMMA && code !== CLOSE_BRACE) {
        if (code !== OPEN_BRACKET) throw new BrokenFile(`"${key}" is not a list`)
        place = 'items'
        depth = 2
        text = ''
        from = at + 1
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        depth -= 1
        if (depth === 0) throw new BrokenFile(`there is no list "${key}" in it`)
      } else if (code === COMMA && depth === 1) place = 'key'
    }
    if (place === 'items' || place === 'key') text += chunk.slice(from)
    if (text.length > LONGEST_ITEM) throw new BrokenFile(`an item of "${key}" is longer than ${LONGEST_ITEM} characters`)
  }
  const ended = place as Place
  if (ended === 'before') throw new BrokenFile('the file is empty')
  if (ended !== 'after' || depth !== 0) throw new BrokenFile(ended === 'items' ? `it ends inside "${key}"` : 'it ends before its object does')
}
