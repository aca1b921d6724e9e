/** What one copy of a cache holds: the keys used most recently, up to a number. */

export class Contents {
  hits = 0;
  misses = 0;
  readonly #room: number;
  /** The least recently used key comes first. */
  readonly #keys = new Set<number>();

  /** `room` is a number of keys; Infinity for as many as there are. */
  constructor(room: number) {
    this.#room = room;
  }

  get size(): number {
    return this.#keys.size;
  }

  /** Whether it holds the key, which then counts as used now. */
  lookUp(key: number): boolean {
    if (!this.#keys.delete(key)) {
      this.misses++;
      return false;
    }
    this.#keys.add(key);
    this.hits++;
    return true;
  }

  keep(key: number): void {
    this.#keys.delete(key);
    if (this.#keys.size >= this.#room) this.#keys.delete(this.#keys.values().next().value!);
    this.#keys.add(key);
  }

  remove(key: number): void {
    this.#keys.delete(key);
  }

  clear(): void {
    this.#keys.clear();
  }

  resetMeasures(): void {
    this.hits = 0;
    this.misses = 0;
  }
}
