/** Readings of many sensors, one after the other, and what is said of each. */

export interface Reading {
  sensor: string;
  /** When it was measured, in ms. */
  at: number;
  value: number;
}

export interface Rules {
  /** So many readings of a sensor are only learned from; 2 or more. */
  learn: number;
  /** More than so many deviations from the mean is an anomaly. */
  threshold: number;
  /** The deviation is never taken to be smaller than this. */
  floor: number;
  /** After so many anomalies in a row, what was normal is forgotten. */
  relearn: number;
}

export interface Verdict {
  verdict: 'learning' | 'normal' | 'anomaly' | 'ignored';
  /** How many deviations the value lies from the mean; 0 unless the verdict is `normal` or `anomaly`. */
  score: number;
}

export interface Baseline {
  count: number;
  mean: number;
  /** The standard deviation of the sample: 0 for fewer than two readings. */
  deviation: number;
}

export interface Detector {
  see(reading: Reading): Verdict;
  /** What is taken to be normal for a sensor; null for one that was never seen. */
  baseline(sensor: string): Baseline | null;
}
