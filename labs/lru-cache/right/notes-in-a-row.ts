// Nothing is moved: each use adds a note at the end of a row, and a note that is no longer the latest of its key is passed over.

import type { Cache, CacheOptions, Value } from 'headroom/lru-cache';

interface Note {
  key: string;
  number: number;
}

/** A row that is read from its front and added to at its end; what has been read is dropped now and then. */
class Row {
  notes: Note[] = [];
  front = 0;

  add(note: Note, isCurrent: (note: Note) => boolean, kept: number): void {
    this.notes.push(note);
    // More than half of a long row is out of date: keep what is not. That is paid for by the notes that made it long.
    if (this.notes.length - this.front > 2 * kept + 20 || this.front > this.notes.length / 2) {
      this.notes = this.notes.slice(this.front).filter(isCurrent);
      this.front = 0;
    }
  }

  /** The first note that is current, or nothing. */
  first(isCurrent: (note: Note) => boolean): Note | undefined {
    while (this.front < this.notes.length && !isCurrent(this.notes[this.front]!)) this.front++;
    return this.notes[this.front];
  }
}

export function createCache({ capacity, timeToLive }: CacheOptions): Cache {
  for (const [name, holds] of [
    ['capacity', Number.isSafeInteger(capacity) && capacity > 0],
    ['timeToLive', timeToLive > 0],
  ] as const)
    if (!holds) throw new RangeError(`${name} is out of range`);

  const entries = new Map<string, { value: Value; setAt: number; used: number; set: number }>();
  const uses = new Row();
  const sets = new Row();
  let number = 0;

  const isLatestUse = ({ key, number: noted }: Note) => entries.get(key)?.used === noted;
  const isLatestSet = ({ key, number: noted }: Note) => entries.get(key)?.set === noted;

  function tidy(now: number): void {
    for (let note = sets.first(isLatestSet); note; note = sets.first(isLatestSet)) {
      if (now - entries.get(note.key)!.setAt < timeToLive) return;
      entries.delete(note.key);
    }
  }

  return {
    get(key, now) {
      tidy(now);
      const entry = entries.get(key);
      if (!entry) return undefined;
      entry.used = ++number;
      uses.add({ key, number }, isLatestUse, entries.size);
      return entry.value;
    },
    has(key, now) {
      tidy(now);
      return entries.has(key);
    },
    set(key, value, now) {
      tidy(now);
      if (!entries.has(key) && entries.size === capacity) entries.delete(uses.first(isLatestUse)!.key);
      number++;
      entries.set(key, { value, setAt: now, used: number, set: number });
      uses.add({ key, number }, isLatestUse, entries.size);
      sets.add({ key, number }, isLatestSet, entries.size);
    },
    delete(key, now) {
      tidy(now);
      return entries.delete(key);
    },
    size(now) {
      tidy(now);
      return entries.size;
    },
  };
}
