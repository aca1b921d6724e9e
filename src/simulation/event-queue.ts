/**
 * The calendar of a simulation: a binary heap on typed arrays, so that scheduling and taking an event allocate nothing once the
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
  #slots = new Int32Array(64);
  // By slot; a slot belongs to one event from its scheduling to its end.
  #places = new Int32Array(64).fill(-1);
  #orders = new Float64Array(64);
  #generations = new Int32Array(64);
  #actions: Action<unknown>[] = new Array(64).fill(nothing);
  #payloads: unknown[] = new Array(64).fill(undefined);
  #freeSlots = Int32Array.from({ length: 64 }, (_, index) => 63 - index);
  #freeCount = 64;
  #size = 0;
  #scheduled = 0;
  /**
   * The slot of the event that runs, for as long as its place at the root is empty; −1 otherwise. Most events schedule another:
   * put there, it sinks once, where taking one off and adding one would move through the heap twice.
   */
  #hole = -1;

  /** How many events are pending. */
  get size(): number {
    return this.#hole < 0 ? this.#size : this.#size - 1;
  }

  /** The time of the earliest event; Infinity when there is none. */
  get nextTime(): number {
    if (this.#hole >= 0) this.#closeHole();
    return this.#size > 0 ? this.#times[0]! : Number.POSITIVE_INFINITY;
  }

  push<Payload>(time: number, action: Action<Payload>, payload: Payload): EventHandle {
    let slot = this.#hole;
    let place = 0;
    if (slot >= 0) {
      this.#hole = -1;
    } else {
      if (this.#freeCount === 0) this.#grow();
      slot = this.#freeSlots[--this.#freeCount]!;
      place = this.#size++;
    }
    this.#actions[slot] = action as Action<unknown>;
    this.#payloads[slot] = payload;
    this.#orders[slot] = this.#scheduled++;
    this.#times[place] = time;
    this.#slots[place] = slot;
    if (place === 0) this.#sink(0);
    else this.#rise(place);
    return slot + this.#generations[slot]! * SLOTS;
  }

  /** Takes the earliest event off the calendar and runs it. The calendar must not be empty. */
  runNext(): void {
    if (this.#hole >= 0) this.#closeHole();
    const slot = this.#slots[0]!;
    this.#end(slot);
    this.#hole = slot;
    const action = this.#actions[slot]!;
    action(this.#payloads[slot]);
    if (this.#hole >= 0) this.#closeHole();
  }

  /** Takes an event off the calendar before its time. Returns false when it has already run or been cancelled. */
  cancel(handle: EventHandle): boolean {
    if (handle < 0) return false;
    if (this.#hole >= 0) this.#closeHole();
    const slot = handle % SLOTS;
    const place = this.#places[slot];
    if (place === undefined || place < 0 || this.#generations[slot] !== (handle - slot) / SLOTS) return false;
    this.#end(slot);
    this.#free(slot);
    this.#fillHole(place);
    return true;
  }

  /** No handle of the event in a slot is good any more. */
  #end(slot: number): void {
    this.#places[slot] = -1;
    this.#generations[slot] = (this.#generations[slot]! + 1) & (GENERATIONS - 1);
  }

  #free(slot: number): void {
    this.#actions[slot] = nothing;
    this.#payloads[slot] = undefined;
    this.#freeSlots[this.#freeCount++] = slot;
  }

  /** The event that runs has scheduled nothing, or nothing yet. */
  #closeHole(): void {
    this.#free(this.#hole);
    this.#hole = -1;
    this.#fillHole(0);
  }

  /** Moves the last event of the heap into an empty place. */
  #fillHole(place: number): void {
    const last = --this.#size;
    if (place === last) return;
    this.#move(last, place);
    if (place > 0 && this.#isBefore(place, (place - 1) >> 1)) this.#rise(place);
    else this.#sink(place);
  }

  #isBefore(place: number, other: number): boolean {
    const time = this.#times[place]!;
    const otherTime = this.#times[other]!;
    return time < otherTime || (time === otherTime && this.#cameBefore(this.#slots[place]!, this.#slots[other]!));
  }

  #cameBefore(slot: number, other: number): boolean {
    return this.#orders[slot]! < this.#orders[other]!;
  }

  // An event that rises or sinks is in its place already: no number but a place is handed on, since an engine may box others.

  #rise(from: number): void {
    const times = this.#times;
    const slots = this.#slots;
    const time = times[from]!;
    const slot = slots[from]!;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime < time || (parentTime === time && this.#cameBefore(slots[parent]!, slot))) break;
      this.#move(parent, place);
      place = parent;
    }
    times[place] = time;
    slots[place] = slot;
    this.#places[slot] = place;
  }

  #sink(from: number): void {
    const times = this.#times;
    const slots = this.#slots;
    const size = this.#size;
    const time = times[from]!;
    const slot = slots[from]!;
    let place = from;
    for (let left = 2 * place + 1; left < size; left = 2 * place + 1) {
      let least = left;
      if (left + 1 < size) {
        const leftTime = times[left]!;
        const rightTime = times[left + 1]!;
        // Which of the two is earlier is a toss-up, so it is reckoned and not branched on.
        if (leftTime !== rightTime) least += +(rightTime < leftTime);
        else if (this.#cameBefore(slots[left + 1]!, slots[left]!)) least++;
      }
      const leastTime = times[least]!;
      if (time < leastTime || (time === leastTime && this.#cameBefore(slot, slots[least]!))) break;
      this.#move(least, place);
      place = least;
    }
    times[place] = time;
    slots[place] = slot;
    this.#places[slot] = place;
  }

  #move(from: number, to: number): void {
    const slot = this.#slots[from]!;
    this.#times[to] = this.#times[from]!;
    this.#slots[to] = slot;
    this.#places[slot] = to;
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
