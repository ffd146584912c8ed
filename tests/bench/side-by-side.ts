/** Something measured: what one round does, and how many operations it counts for. */
export type Contender = { readonly name: string; readonly round: () => Promise<unknown>; readonly operations: number }

/** What came out, in operations per second; `ratio` is to the first, which is the limit. CPU is per operation, of whatever the meter counts. */
export type Measured = { readonly name: string; readonly perSecond: number; readonly ratio: number; readonly cpuMs?: number; readonly cpuRatio?: number }

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/**
 * Runs contenders in turn, round after round, so that the machine's moods meet them alike; the median of each. The first two rounds
 * only warm up. Rates swing with whatever else runs; `cpuMs`, the CPU used so far on behalf of a contender (by its number), swings less.
 */
export async function sideBySide(contenders: readonly Contender[], rounds: number, cpuMs?: (contender: number) => Promise<number>): Promise<Measured[]> {
  const seconds = contenders.map((): number[] => [])
  const cpu = contenders.map((): number[] => [])
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, contender] of contenders.entries()) {
      const used = (await cpuMs?.(at)) ?? NaN
      const began = performance.now()
      await contender.round()
      const took = performance.now() - began
      if (round < 0) continue
      seconds[at]!.push(took / 1000)
      cpu[at]!.push((((await cpuMs?.(at)) ?? NaN) - used) / contender.operations)
    }
  }
  const rates = contenders.map((contender, at) => contender.operations / median(seconds[at]!))
  const costs = cpu.map(median)
  return contenders.map(({ name }, at) => ({
    name, perSecond: rounded(rates[at]!, 1), ratio: rounded(rates[at]! / rates[0]!, 2),
    ...(cpuMs === undefined ? {} : { cpuMs: rounded(costs[at]!, 2), cpuRatio: rounded(costs[0]! / costs[at]!, 2) }),
  }))
}

/** Prints what was measured as a table. */
export function printTable(title: string, measured: readonly Measured[]): void {
  const width = Math.max(...measured.map(({ name }) => name.length))
  const lines = measured.map(({ name, perSecond, ratio, cpuMs, cpuRatio }) =>
    `  ${name.padEnd(width)}  ${String(perSecond).padStart(9)} /s  × ${ratio.toFixed(2)}${cpuMs === undefined ? '' : `   ${cpuMs.toFixed(2).padStart(6)} ms of CPU  × ${cpuRatio?.toFixed(2)}`}`)
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`)
}
