// More careful than it has to be: while a write of a key is on its way nothing of it is kept, and every read of it asks for itself.

import type { CacheAside, Effect, Result, Value } from 'headroom/cache-aside';

type Continue = (result: Result, now: number) => Effect[];

class Key {
  kept: { value: Value; until: number } | undefined;
  /** Those who wait for the load that may be joined. */
  waiting: string[] | undefined;
  writes = 0;
}

export function createCacheAside(timeToLive: number): CacheAside {
  const keys = new Map<string, Key>();
  const pending: Map<string, Continue> = new Map();

  function keyOf(name: string): Key {
    const key = keys.get(name) ?? new Key();
    keys.set(name, key);
    return key;
  }

  let last = 0n;
  function ask(then: Continue): string {
    const query = String(++last);
    pending.set(query, then);
    return query;
  }

  function reply(requests: readonly string[], result: Result): Effect[] {
    return requests.map((request) =>
      result.ok ? { reply: request, ok: true, value: result.value ?? null } : { reply: request, ok: false },
    );
  }

  return {
    read(request, name, now) {
      const key = keyOf(name);
      if (key.writes > 0) return [{ load: name, query: ask((result) => reply([request], result)) }];
      if (key.kept !== undefined && key.kept.until > now) return reply([request], { ok: true, value: key.kept.value });
      if (key.waiting) {
        key.waiting.push(request);
        return [];
      }
      const mine = [request];
      key.waiting = mine;
      const query = ask((result, at) => {
        if (key.waiting === mine) {
          key.waiting = undefined;
          if (result.ok) key.kept = { value: result.value ?? null, until: at + timeToLive };
        }
        return reply(mine, result);
      });
      return [{ load: name, query }];
    },

    write(request, name, value) {
      const key = keyOf(name);
      key.writes++;
      key.kept = undefined;
      key.waiting = undefined;
      const query = ask((result) => {
        key.writes--;
        return [{ reply: request, ok: result.ok }];
      });
      return [{ store: name, value, query }];
    },

    answered(query, result, now) {
      const then = pending.get(query)!;
      pending.delete(query);
      return then(result, now);
    },
  };
}
