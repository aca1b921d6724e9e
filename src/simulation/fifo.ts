/** A first-in, first-out line in a ring, for the queues of stations: it allocates only when it grows. */
export class Fifo<Item> {
  #ring: (Item | undefined)[] = new Array<Item | undefined>(16).fill(undefined);
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: Item): void {
    if (this.#length === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#length++) & (this.#ring.length - 1)] = item;
  }

  /** Puts an item before all others. */
  unshift(item: Item): void {
    if (this.#length === this.#ring.length) this.#grow();
    this.#head = (this.#head - 1) & (this.#ring.length - 1);
    this.#ring[this.#head] = item;
    this.#length++;
  }

  /** Takes the oldest item; undefined when there is none. */
  shift(): Item | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#ring[this.#head];
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#length--;
    return item;
  }

  /** The item at a place, 0 being the oldest; undefined when there is none. */
  at(index: number): Item | undefined {
    return index < this.#length ? this.#ring[(this.#head + index) & (this.#ring.length - 1)] : undefined;
  }

  #grow(): void {
    const old = this.#ring;
    const ring = new Array<Item | undefined>(2 * old.length).fill(undefined);
    for (let index = 0; index < this.#length; index++) ring[index] = old[(this.#head + index) & (old.length - 1)];
    this.#ring = ring;
    this.#head = 0;
  }
}
