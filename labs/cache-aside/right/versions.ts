// Every key has a version that each answered store moves on; a load remembers the version it left with, and is kept and joined by that alone.

import type { CacheAside, Effect, Value } from 'headroom/cache-aside';

interface Load {
  key: string;
  version: number;
  readers: string[];
}

interface Slot {
  version: number;
  latest?: Load;
  value?: Value;
  broughtAt?: number;
}

export function createCacheAside(timeToLive: number): CacheAside {
  const slots = new Map<string, Slot>();
  const loads = new Map<string, Load>();
  const stores = new Map<string, { key: string; writer: string }>();
  let names = 0;

  const slotOf = (key: string): Slot => {
    const slot = slots.get(key) ?? { version: 0 };
    slots.set(key, slot);
    return slot;
  };

  return {
    read(request, key, now) {
      const slot = slotOf(key);
      if (slot.broughtAt !== undefined && now - slot.broughtAt < timeToLive)
        return [{ reply: request, ok: true, value: slot.value! }];
      if (slot.latest?.version === slot.version) {
        slot.latest.readers.push(request);
        return [];
      }
      const query = `load ${++names}`;
      const load: Load = { key, version: slot.version, readers: [request] };
      slot.latest = load;
      loads.set(query, load);
      return [{ load: key, query }];
    },

    write(request, key, value) {
      const query = `store ${++names}`;
      stores.set(query, { key, writer: request });
      return [{ store: key, value, query }];
    },

    answered(query, result, now) {
      const store = stores.get(query);
      if (store) {
        stores.delete(query);
        const slot = slotOf(store.key);
        slot.version++;
        delete slot.broughtAt;
        return [{ reply: store.writer, ok: result.ok }];
      }
      const load = loads.get(query)!;
      loads.delete(query);
      const slot = slotOf(load.key);
      if (slot.latest === load) delete slot.latest;
      if (!result.ok) return load.readers.map((reply): Effect => ({ reply, ok: false }));
      const value = result.value ?? null;
      if (slot.version === load.version) Object.assign(slot, { value, broughtAt: now });
      return load.readers.map((reply): Effect => ({ reply, ok: true, value }));
    },
  };
}
