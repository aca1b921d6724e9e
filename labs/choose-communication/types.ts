/** What one service wants of others, and how it may be done. */

export interface Interaction {
  /** When the caller needs to know what came of it: before it can go on, some time later, or never. */
  outcome: 'now' | 'later' | 'never';
  /** How many services have to learn of it; a whole number, 1 or more. */
  receivers: number;
  /** How long the work takes at its slowest, in ms: its 99th percentile. */
  slowest: number;
  /** How long whoever waits for the outcome is ready to wait, in ms. */
  patience: number;
  /** The greatest rate at which it is asked for, and what those who do the work can do, both per second. */
  peak: number;
  capacity: number;
}

export interface Choice {
  /**
   * `call`: ask, and wait for the answer. `accept`: confirm at once that it was accepted, work from a queue, and tell the outcome later.
   * `queue`: leave a message for one service. `publish`: tell all who want to know.
   */
  style: 'call' | 'accept' | 'queue' | 'publish';
  because: 'answer-needed' | 'too-slow' | 'too-many' | 'many-receivers' | 'answer-later' | 'handed-over';
}

export interface Service {
  /** The share of the time in which it answers, from 0 to 1. */
  availability: number;
  /** How long it works on a request, on average, in ms, without what it waits for. */
  mean: number;
}

export interface ChainCost {
  /** The share of requests that find all of the chain there. */
  availability: number;
  /** For each service, how many of its threads are taken on average. */
  threads: number[];
}
