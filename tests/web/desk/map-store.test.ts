import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { Unreachable } from '../../../web/call.ts'
import { createMapView, type MapData, type MapQuery } from '../../../web/store/map-view.ts'

const answer = (damages: number): MapData => ({ points: [], clusters: [], lines: [], dots: [], damages, sites: 0, partial: false })
const here: MapQuery = { bbox: '30,46,31,47', zoom: 9 }
const there: MapQuery = { ...here, bbox: '31,46,32,47', zoom: 10.5 }

test('the same question is asked once, until it fails, and answers that are the same leave what is drawn as it is', () => createRoot(async (end) => {
  const asked: MapQuery[] = []
  let next: () => MapData = () => answer(1)
  const map = createMapView((query) => {
    asked.push(query)
    return Promise.resolve().then(next)
  })
  await Promise.all([map.ask(here), map.ask({ ...here })])
  await map.ask(here)
  expect([asked.length, map.state.data.damages, map.state.zoom]).toEqual([1, 1, 9])

  const first = map.state.data.points
  await map.refresh()
  expect([asked.length, map.state.data.points === first]).toEqual([2, true])
  next = () => answer(2)
  await map.refresh()
  expect([asked.length, map.state.data.points === first, map.state.data.damages]).toEqual([3, false, 2])

  next = () => { throw new Unreachable('cut') }
  await map.ask(there)
  expect([asked.length, map.state.phase, map.state.data.damages, map.state.zoom]).toEqual([4, 'failed', 2, 9]) // what stands was drawn together for that zoom
  next = () => answer(3)
  await map.ask(there)
  expect([asked.length, map.state.phase, map.state.data.damages, map.state.zoom]).toEqual([5, 'ready', 3, 10.5])

  map.clear(7)
  expect([map.state.data.damages, map.state.zoom]).toEqual([0, 7])
  await map.ask(there)
  expect([asked.length, map.state.data.damages]).toEqual([6, 3])
  end()
}))
