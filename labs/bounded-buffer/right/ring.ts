// A ring of places that grows to its capacity and no further; counts are worked out from a few totals when somebody asks.
import type { Buffer, Policy, Reading } from 'headroom/bounded-buffer';

export const createBuffer = (capacity: number, policy: Policy): Buffer => {
  if (!Number.isInteger(capacity) || capacity < 0 || capacity > Number.MAX_SAFE_INTEGER)
    throw new RangeError('capacity');
  switch (policy) {
    case 'refuse':
    case 'drop-newest':
    case 'drop-oldest':
      break;
    default:
      throw new RangeError('policy');
  }
  const places = new Map<number, Reading>();
  const losses = new Map<string, number>();
  /** Numbers of the next to be put in, and the next to be taken out. */
  let [put, taken] = [0, 0];
  let [asked, refused, dropped, evicted] = [0, 0, 0, 0];
  let open = true;

  const take = (): Reading => {
    const reading = places.get(taken)!;
    places.delete(taken++);
    return reading;
  };
  const delivered = (): number => taken - evicted;
  const flow = (): Reading[] => {
    const list: Reading[] = [];
    while (put > taken && asked > delivered()) list.push(take());
    return list;
  };
  const lose = (sensor: string): number => losses.set(sensor, (losses.get(sensor) || 0) + 1).size;

  return {
    offer(reading) {
      if (!open) throw new Error('closed');
      if (asked === delivered() && put - taken === capacity) {
        if (policy === 'refuse') {
          refused++;
          return { outcome: 'refused', delivered: [] };
        }
        if (policy === 'drop-newest' || capacity < 1) {
          dropped++;
          lose(reading.sensor);
          return { outcome: 'dropped', delivered: [] };
        }
        lose(take().sensor);
        evicted++;
      }
      places.set(put++, reading);
      return { outcome: 'accepted', delivered: flow() };
    },
    request(count) {
      if (!Number.isInteger(count) || count <= 0 || count > Number.MAX_SAFE_INTEGER) throw new RangeError('count');
      asked += count;
      return flow();
    },
    close: () => {
      open = false;
    },
    ended: () => !open && put === taken,
    counts: () => ({
      offered: put + refused + dropped,
      accepted: put,
      refused,
      dropped,
      evicted,
      delivered: delivered(),
      held: put - taken,
      demand: asked - delivered(),
    }),
    lost: (sensor) => losses.get(sensor) || 0,
  };
};
