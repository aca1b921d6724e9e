import type { Baseline, Detector, Reading, Rules, Verdict } from 'headroom/anomaly-detector';

export function createDetector(rules: Rules): Detector {
  // Your code goes here.
  return {
    see: (reading: Reading): Verdict => ({ verdict: 'ignored', score: 0 }),
    baseline: (sensor: string): Baseline | null => null,
  };
}
