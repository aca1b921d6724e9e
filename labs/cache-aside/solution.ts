import type { CacheAside, Effect, Result, Value } from 'headroom/cache-aside';

/** A query that the database has not answered, and who is to be answered then. */
type Open = { does: 'load'; key: string; waiting: string[] } | { does: 'store'; key: string; request: string };

export function createCacheAside(timeToLive: number): CacheAside {
  const kept = new Map<string, { value: Value; until: number }>();
  /** The load of a key that reads may join: one that left after the last write of the key was answered. */
  const joinable = new Map<string, string>();
  const open = new Map<string, Open>();
  let queries = 0;

  function begin(query: Open): string {
    const name = `q${++queries}`;
    open.set(name, query);
    return name;
  }

  function loaded(query: string, key: string, result: Result, now: number): void {
    // After a write this load may have been too early: it answers those who waited for it, and leaves nothing behind.
    if (joinable.get(key) !== query) return;
    joinable.delete(key);
    if (result.ok) kept.set(key, { value: result.value ?? null, until: now + timeToLive });
  }

  return {
    read(request, key, now): Effect[] {
      const found = kept.get(key);
      if (found && now < found.until) return [{ reply: request, ok: true, value: found.value }];
      const load = open.get(joinable.get(key) ?? '');
      if (load?.does === 'load') {
        load.waiting.push(request);
        return [];
      }
      const query = begin({ does: 'load', key, waiting: [request] });
      joinable.set(key, query);
      return [{ load: key, query }];
    },

    write(request, key, value): Effect[] {
      return [{ store: key, value, query: begin({ does: 'store', key, request }) }];
    },

    answered(query, result, now): Effect[] {
      const asked = open.get(query)!;
      open.delete(query);
      if (asked.does === 'store') {
        // Deleted and not replaced: two stores may be answered in another order than they were done.
        kept.delete(asked.key);
        joinable.delete(asked.key);
        return [{ reply: asked.request, ok: result.ok }];
      }
      loaded(query, asked.key, result, now);
      return asked.waiting.map((request) =>
        result.ok ? { reply: request, ok: true, value: result.value ?? null } : { reply: request, ok: false },
      );
    },
  };
}
