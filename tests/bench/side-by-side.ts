/** Something measured: what one round does, and how many operations it counts for. */
export type Contender = { readonly name: string; readonly round: () => Promise<unknown>; readonly operations: number }

/** What came out, in operations per second; `ratio` is to the first, which is the limit. */
export type Measured = { readonly name: string; readonly perSecond: number; readonly ratio: number }

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** Runs contenders in turn, round after round, so that the machine's moods meet them alike; the median of each. The first two rounds only warm up. */
export async function sideBySide(contenders: readonly Contender[], rounds: number): Promise<Measured[]> {
  const seconds = contenders.map((): number[] => [])
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, contender] of contenders.entries()) {
      const began = performance.now()
      await contender.round()
      if (round >= 0) seconds[at]!.push((performance.now() - began) / 1000)
    }
  }
  const rates = contenders.map((contender, at) => contender.operations / median(seconds[at]!))
  return contenders.map(({ name }, at) => ({ name, perSecond: Math.round(rates[at]! * 10) / 10, ratio: Math.round((rates[at]! / rates[0]!) * 100) / 100 }))
}

/** Prints what was measured as a table. */
export function printTable(title: string, measured: readonly Measured[]): void {
  const width = Math.max(...measured.map(({ name }) => name.length))
  const lines = measured.map(({ name, perSecond, ratio }) => `  ${name.padEnd(width)}  ${String(perSecond).padStart(9)} /s  × ${ratio.toFixed(2)}`)
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`)
}
