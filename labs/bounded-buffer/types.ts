/** What stands between sensors, which send when they like, and a processor, which says how much it can take. */

export interface Reading {
  sensor: string;
  value: number;
}

/** What becomes of a reading for which there is no room: it is refused, it is dropped, or the oldest that is held makes way for it. */
export type Policy = 'refuse' | 'drop-newest' | 'drop-oldest';

export interface Offered {
  outcome: 'accepted' | 'refused' | 'dropped';
  /** What is delivered because of it. */
  delivered: Reading[];
}

export interface Counts {
  offered: number;
  accepted: number;
  refused: number;
  /** Not taken in, and gone. */
  dropped: number;
  /** Taken in, and made way for others. */
  evicted: number;
  delivered: number;
  held: number;
  /** How many more the processor has asked for than it was given. */
  demand: number;
}

export interface Buffer {
  offer(reading: Reading): Offered;
  /** The processor can take so many more. Gives what is delivered because of it, the oldest first. */
  request(count: number): Reading[];
  /** No more readings come. */
  close(): void;
  /** Whether it is closed, and has delivered all that it held. */
  ended(): boolean;
  counts(): Counts;
  /** How many readings of this sensor were dropped or evicted. */
  lost(sensor: string): number;
}
