import type { RestorationStep } from './restoration.ts'

/** The step after another word on it, in the place where it stood; a new one last. */
export const withStep = (steps: readonly RestorationStep[], step: RestorationStep): RestorationStep[] =>
  (steps.some(({ id }) => id === step.id) ? steps.map((one) => (one.id === step.id ? step : one)) : [...steps, step])
