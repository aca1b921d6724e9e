/**
 * The calendar of a simulation: a 4-ary heap on typed arrays, so that scheduling and taking an event allocate nothing once the
 * arrays have grown to the largest number of events that were ever pending at once. Events at equal times come out in the
 * order in which they were scheduled.
 */

export type Action<Payload> = (payload: Payload) => void;

/** Names one scheduled event, for `cancel`. A handle of an event that is over is harmless. */
export type EventHandle = number;

/** A handle is slot + generation × SLOTS; with 2^29 generations it stays an exact integer. */
const SLOTS = 2 ** 24;
const GENERATIONS = 2 ** 29;

const nothing: Action<unknown> = () => {};

export class EventQueue {
  // By place in the heap.
  #times = new Float64Array(64);
  #orders = new Float64Array(64);
  #slots = new Int32Array(64);
  // By slot; a slot belongs to one event from its scheduling to its end.
  #places = new Int32Array(64).fill(-1);
  #generations = new Int32Array(64);
  #actions: Action<unknown>[] = new Array(64).fill(nothing);
  #payloads: unknown[] = new Array(64).fill(undefined);
  #freeSlots = Int32Array.from({ length: 64 }, (_, index) => 63 - index);
  #freeCount = 64;
  #size = 0;
  #scheduled = 0;

  /** How many events are pending. */
  get size(): number {
    return this.#size;
  }

  /** The time of the earliest event; Infinity when there is none. */
  get nextTime(): number {
    return this.#size > 0 ? this.#times[0]! : Number.POSITIVE_INFINITY;
  }

  push<Payload>(time: number, action: Action<Payload>, payload: Payload): EventHandle {
    if (this.#freeCount === 0) this.#grow();
    const slot = this.#freeSlots[--this.#freeCount]!;
    this.#actions[slot] = action as Action<unknown>;
    this.#payloads[slot] = payload;
    this.#rise(this.#size++, time, this.#scheduled++, slot);
    return slot + this.#generations[slot]! * SLOTS;
  }

  /** Takes the earliest event off the calendar and runs it. The calendar must not be empty. */
  runNext(): void {
    const slot = this.#slots[0]!;
    const action = this.#actions[slot]!;
    const payload = this.#payloads[slot];
    this.#release(slot);
    this.#fillHole(0);
    action(payload);
  }

  /** Takes an event off the calendar before its time. Returns false when it has already run or been cancelled. */
  cancel(handle: EventHandle): boolean {
    if (handle < 0) return false;
    const slot = handle % SLOTS;
    const place = this.#places[slot];
    if (place === undefined || place < 0 || this.#generations[slot] !== (handle - slot) / SLOTS) return false;
    this.#release(slot);
    this.#fillHole(place);
    return true;
  }

  #release(slot: number): void {
    this.#places[slot] = -1;
    this.#generations[slot] = (this.#generations[slot]! + 1) % GENERATIONS;
    this.#actions[slot] = nothing;
    this.#payloads[slot] = undefined;
    this.#freeSlots[this.#freeCount++] = slot;
  }

  /** Moves the last event of the heap into an empty place. */
  #fillHole(place: number): void {
    const last = --this.#size;
    if (place === last) return;
    const time = this.#times[last]!;
    const order = this.#orders[last]!;
    const slot = this.#slots[last]!;
    const parent = (place - 1) >> 2;
    const before = place > 0 && this.#isBefore(time, order, parent);
    if (before) this.#rise(place, time, order, slot);
    else this.#sink(place, time, order, slot);
  }

  #isBefore(time: number, order: number, place: number): boolean {
    const other = this.#times[place]!;
    return time < other || (time === other && order < this.#orders[place]!);
  }

  #rise(from: number, time: number, order: number, slot: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (!this.#isBefore(time, order, parent)) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, time, order, slot);
  }

  #sink(from: number, time: number, order: number, slot: number): void {
    const times = this.#times;
    const orders = this.#orders;
    const size = this.#size;
    let place = from;
    for (;;) {
      const first = 4 * place + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let least = first;
      let leastTime = times[first]!;
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child]!;
        if (childTime < leastTime || (childTime === leastTime && orders[child]! < orders[least]!)) {
          least = child;
          leastTime = childTime;
        }
      }
      if (this.#isBefore(time, order, least)) break;
      this.#move(least, place);
      place = least;
    }
    this.#put(place, time, order, slot);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#times[from]!, this.#orders[from]!, this.#slots[from]!);
  }

  #put(place: number, time: number, order: number, slot: number): void {
    this.#times[place] = time;
    this.#orders[place] = order;
    this.#slots[place] = slot;
    this.#places[slot] = place;
  }

  #grow(): void {
    const old = this.#actions.length;
    const capacity = 2 * old;
    if (capacity > SLOTS) throw new RangeError(`More than ${SLOTS} events are pending.`);
    this.#times = longer(this.#times, new Float64Array(capacity));
    this.#orders = longer(this.#orders, new Float64Array(capacity));
    this.#slots = longer(this.#slots, new Int32Array(capacity));
    this.#places = longer(this.#places, new Int32Array(capacity).fill(-1));
    this.#generations = longer(this.#generations, new Int32Array(capacity));
    this.#freeSlots = longer(this.#freeSlots, new Int32Array(capacity));
    for (let slot = capacity - 1; slot >= old; slot--) {
      this.#freeSlots[this.#freeCount++] = slot;
      this.#actions[slot] = nothing;
      this.#payloads[slot] = undefined;
    }
  }
}

function longer<Numbers extends Float64Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
