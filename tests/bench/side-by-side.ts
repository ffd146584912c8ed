/** Something measured: what one round does, and how many operations it counts for. */
export type Contender = {
  readonly name: string
  readonly round: () => Promise<unknown>
  readonly operations: number
  /** The process that does the work, this one unless it is said. */
  readonly pid?: () => number
  /** The name of what it is held against; the first contender unless it is said. */
  readonly against?: string
  /** The least ratio that is asked of it. */
  readonly due?: number
}

/** What came out: operations per second and CPU per operation, each with its ratio to what it was held against. */
export type Measured = Pick<Contender, 'name' | 'due'> & { readonly perSecond: number; readonly ratio: number; readonly cpuMs?: number; readonly cpuRatio?: number; readonly isLimit: boolean }

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/**
 * Runs contenders in turn, round after round, so that the machine's moods meet them alike; the median of each. The first two rounds
 * only warm up. Rates swing with whatever else runs; `cpuMs`, the CPU that a process and the database have used so far, swings less.
 */
export async function sideBySide(contenders: readonly Contender[], rounds: number, cpuMs?: (pid: number) => Promise<number>): Promise<Measured[]> {
  const seconds = contenders.map((): number[] => [])
  const cpu = contenders.map((): number[] => [])
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, contender] of contenders.entries()) {
      const pid = contender.pid?.() ?? process.pid
      const used = (await cpuMs?.(pid)) ?? NaN
      const began = performance.now()
      await contender.round()
      const took = performance.now() - began
      if (round < 0) continue
      seconds[at]!.push(took / 1000)
      cpu[at]!.push((((await cpuMs?.(pid)) ?? NaN) - used) / contender.operations)
    }
  }
  const rates = contenders.map((contender, at) => contender.operations / median(seconds[at]!))
  const costs = cpu.map(median)
  const limits = contenders.map(({ against }) => (against === undefined ? 0 : contenders.findIndex(({ name }) => name === against)))
  return contenders.map(({ name, due }, at) => ({
    name, perSecond: rates[at]!, ratio: rates[at]! / rates[limits[at]!]!,
    ...(cpuMs === undefined ? {} : { cpuMs: costs[at]!, cpuRatio: costs[limits[at]!]! / costs[at]! }),
    isLimit: limits.includes(at), ...(due === undefined ? {} : { due }),
  }))
}

/** Prints what was measured as a table: both ratios, by rate and by CPU, and the one that is asked for. */
export function printTable(title: string, measured: readonly Measured[]): void {
  const width = Math.max(...measured.map(({ name }) => name.length))
  const lines = measured.map(({ name, perSecond, ratio, cpuMs, cpuRatio, isLimit, due }) => {
    const beside = (value: number | undefined) => (isLimit ? 'limit' : `× ${(value ?? NaN).toFixed(2)}`).padStart(6)
    const cpu = cpuMs === undefined ? '' : `   ${cpuMs.toFixed(2).padStart(6)} ms of CPU  ${beside(cpuRatio)}`
    return `  ${name.padEnd(width)}  ${perSecond.toFixed(1).padStart(8)} /s  ${beside(ratio)}${cpu}${due === undefined ? '' : `   asked for: × ${due.toFixed(2)}`}`
  })
  process.stdout.write(`\n${title}\n  ${''.padEnd(width)}  ${'by rate'.padStart(19)}${measured.some(({ cpuMs }) => cpuMs !== undefined) ? `   ${'by CPU'.padStart(25)}` : ''}\n${lines.join('\n')}\n`)
}
