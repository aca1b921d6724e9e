/**
 * A histogram with bounded relative error, in the manner of HdrHistogram: every power of two is cut into 64 equal buckets. The
 * bucket of a number is then the upper bits of its floating-point form, so recording needs no logarithm. A value read back
 * differs from the recorded one by at most 1/128 of it (0.8 %); count, mean, least and greatest are exact.
 */
import { HIGH, highWord, powerOfTwo } from '../random/portable-math.ts';
import { rankOf } from './percentile.ts';

const BUCKETS_PER_OCTAVE = 64;
/** The high word has 20 bits of fraction; 6 of them choose the bucket. */
const SHIFT = 14;
/** From 2^-20 ms (a nanosecond) to 2^40 ms (34 years). Values below count as 0, values above as the last bucket. */
const LEAST_EXPONENT = -20;
const GREATEST_EXPONENT = 40;
const FIRST = (LEAST_EXPONENT + 1023) * BUCKETS_PER_OCTAVE;
const LAST = (GREATEST_EXPONENT - LEAST_EXPONENT) * BUCKETS_PER_OCTAVE - 1;
/** How many values are kept as they came before they are counted, all in one go: a small loop is faster than many small visits. */
const AT_ONCE = 64;

export class Histogram {
  /** Counts of the buckets from `#first` on: whole octaves, and only those that were needed so far. */
  #counts = new Uint32Array(0);
  #first = 0;
  #zeros = 0;
  #sum = 0;
  #count = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  /** What was recorded and is not counted yet; and how much that is. */
  readonly #recent = new Float64Array(AT_ONCE);
  readonly #recentWords = new Uint32Array(this.#recent.buffer);
  #waiting = 0;

  /** Records a value of 0 or more. */
  record(value: number): void {
    if (this.#waiting === AT_ONCE) this.#take();
    this.#recent[this.#waiting++] = value;
  }

  /** How many values were recorded. */
  get count(): number {
    return this.#count + this.#waiting;
  }

  /** The least that was recorded; Infinity when nothing was. */
  get min(): number {
    this.#take();
    return this.#min;
  }

  /** The greatest that was recorded; 0 when nothing was. */
  get max(): number {
    this.#take();
    return this.#max;
  }

  /** The mean of what was recorded; 0 when nothing was. */
  get mean(): number {
    this.#take();
    return this.#count > 0 ? this.#sum / this.#count : 0;
  }

  /**
   * The least recorded value that at least `percent` % of all recorded values do not exceed (the nearest rank, as in percentile.ts), to
   * within 0.8 %. 0 when nothing was recorded.
   */
  percentile(percent: number): number {
    this.#take();
    const rank = rankOf(percent, this.#count);
    if (this.#count === 0) return 0;
    if (rank >= this.#count) return this.#max;
    let seen = this.#zeros;
    let index = -1;
    while (seen < rank) seen += this.#counts[++index]!;
    const value = index < 0 ? 0 : middle(this.#first + index);
    return Math.min(this.#max, Math.max(this.#min, value));
  }

  /** The share of recorded values above a threshold, which counts as if it lay at the end of its own bucket. */
  shareAbove(threshold: number): number {
    this.#take();
    if (this.#count === 0) return 0;
    let above = 0;
    for (
      let index = Math.max(0, bucketOf(highWord(threshold)) + 1 - this.#first);
      index < this.#counts.length;
      index++
    ) {
      above += this.#counts[index]!;
    }
    return above / this.#count;
  }

  /** Adds everything that another histogram recorded. */
  merge(other: Histogram): void {
    this.#take();
    other.#take();
    other.#counts.forEach((count, index) => {
      if (count > 0) this.#add(other.#first + index, count);
    });
    this.#zeros += other.#zeros;
    this.#sum += other.#sum;
    this.#count += other.#count;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  reset(): void {
    this.#counts.fill(0);
    this.#zeros = 0;
    this.#sum = 0;
    this.#count = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = 0;
    this.#waiting = 0;
  }

  /** Counts what waits. */
  #take(): void {
    const waiting = this.#waiting;
    if (waiting === 0) return;
    const recent = this.#recent;
    const words = this.#recentWords;
    const counts = this.#counts;
    const first = this.#first;
    let zeros = this.#zeros;
    let outside = 0;
    let sum = this.#sum;
    let min = this.#min;
    let max = this.#max;
    for (let place = 0; place < waiting; place++) {
      const value = recent[place]!;
      const bucket = bucketOf(words[2 * place + HIGH]!);
      // −1 for what counts as 0, otherwise 0. Nobody can foretell a queue's next waiting time, so it is reckoned and not branched on.
      const isZero = bucket >> 31;
      const index = (bucket - first) & ~isZero;
      if (index >= 0 && index < counts.length) {
        counts[index] = counts[index]! + 1 + isZero;
        zeros -= isZero;
      } else {
        recent[outside++] = value;
      }
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.#zeros = zeros;
    this.#sum = sum;
    this.#min = min;
    this.#max = max;
    // Rare: an octave that was never met before.
    for (let place = 0; place < outside; place++) this.#add(bucketOf(words[2 * place + HIGH]!), 1);
    this.#count += waiting;
    this.#waiting = 0;
  }

  #add(bucket: number, count: number): void {
    if (bucket < 0) {
      this.#zeros += count;
      return;
    }
    let index = bucket - this.#first;
    if (index < 0 || index >= this.#counts.length) {
      this.#cover(bucket);
      index = bucket - this.#first;
    }
    this.#counts[index] = this.#counts[index]! + count;
  }

  /** Makes room for the octave of a bucket. */
  #cover(bucket: number): void {
    const octave = bucket - (bucket % BUCKETS_PER_OCTAVE);
    const empty = this.#counts.length === 0;
    const first = empty ? octave : Math.min(this.#first, octave);
    const end = Math.max(empty ? 0 : this.#first + this.#counts.length, octave + BUCKETS_PER_OCTAVE);
    const counts = new Uint32Array(end - first);
    counts.set(this.#counts, empty ? 0 : this.#first - first);
    this.#counts = counts;
    this.#first = first;
  }
}

/** By the upper word of a number; below 0 for what counts as 0. */
function bucketOf(high: number): number {
  const bucket = (high >>> SHIFT) - FIRST;
  return Math.min(bucket, LAST);
}

/** The middle of a bucket. */
function middle(bucket: number): number {
  const exponent = LEAST_EXPONENT + Math.floor(bucket / BUCKETS_PER_OCTAVE);
  const part = bucket % BUCKETS_PER_OCTAVE;
  return powerOfTwo(exponent) * (1 + (part + 0.5) / BUCKETS_PER_OCTAVE);
}
