import { mergeConfig } from 'vitest/config'
import shared from './vitest.config.ts'

const config = mergeConfig(shared, { test: { testTimeout: 1_800_000 } })
config.test.include = ['tests/bench/**/*.bench.ts']

export default config
