import type { Buffer, Counts, Offered, Policy, Reading } from 'headroom/bounded-buffer';

const POLICIES: readonly Policy[] = ['refuse', 'drop-newest', 'drop-oldest'];

export function createBuffer(capacity: number, policy: Policy): Buffer {
  if (!Number.isSafeInteger(capacity) || capacity < 0) throw new RangeError('capacity must be a whole number');
  if (!POLICIES.includes(policy)) throw new RangeError('policy is unknown');
  /** `line[first]` is the oldest that is held. */
  let line: Reading[] = [];
  let first = 0;
  let demand = 0;
  let isClosed = false;
  const counts = { offered: 0, accepted: 0, refused: 0, dropped: 0, evicted: 0, delivered: 0 };
  const lost = new Map<string, number>();

  const held = (): number => line.length - first;

  function takeOldest(): Reading {
    const oldest = line[first++]!;
    if (first * 2 >= line.length) {
      line = line.slice(first);
      first = 0;
    }
    return oldest;
  }

  /** Gives the processor what it has asked for, as far as it is there. Afterwards demand or line is empty. */
  function deliver(): Reading[] {
    const delivered: Reading[] = [];
    while (demand > 0 && held() > 0) {
      delivered.push(takeOldest());
      demand--;
    }
    counts.delivered += delivered.length;
    return delivered;
  }

  const loses = ({ sensor }: Reading): void => {
    lost.set(sensor, (lost.get(sensor) ?? 0) + 1);
  };

  return {
    offer(reading): Offered {
      if (isClosed) throw new Error('the buffer is closed');
      counts.offered++;
      const isFull = demand === 0 && held() >= capacity;
      if (isFull && policy === 'refuse') {
        counts.refused++;
        return { outcome: 'refused', delivered: [] };
      }
      // Without any room there is no older one to make way.
      if (isFull && (policy === 'drop-newest' || capacity === 0)) {
        counts.dropped++;
        loses(reading);
        return { outcome: 'dropped', delivered: [] };
      }
      if (isFull) {
        loses(takeOldest());
        counts.evicted++;
      }
      counts.accepted++;
      line.push(reading);
      return { outcome: 'accepted', delivered: deliver() };
    },

    request(count): Reading[] {
      if (!Number.isSafeInteger(count) || count < 1) throw new RangeError('count must be a whole number above 0');
      demand += count;
      return deliver();
    },

    close() {
      isClosed = true;
    },

    ended: () => isClosed && held() === 0,

    counts: (): Counts => ({ ...counts, held: held(), demand }),

    lost: (sensor) => lost.get(sensor) ?? 0,
  };
}
