// Prints `passed failed` of one run: count.mjs <vitest's JSON report> <its exit code>
import { readFileSync } from 'node:fs'

const [file = '', code] = process.argv.slice(2)
const report = JSON.parse(readFileSync(file, 'utf8'))
// A file that fails to load has no tests in it, and still is a failure.
const unloaded = report.testResults.filter((result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'))
const counted = report.numFailedTests + unloaded.length
const unexplained = code !== '0' && counted === 0 // an error outside any test, a run cut off by its time limit
console.log(report.numPassedTests, counted + (unexplained ? 1 : 0))
