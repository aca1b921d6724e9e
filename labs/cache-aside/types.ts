/** What stands between clients and a database, what it is told, and what it may do. */

/** What a key has: `null` while nothing is stored under it. */
export type Value = string | null;

export type Effect =
  /** Asks the database for the value of a key. `query` is a name of your own. */
  | { load: string; query: string }
  /** Asks the database to store a value. */
  | { store: string; value: string; query: string }
  /** Answers a client. A read carries the value. */
  | { reply: string; ok: true; value?: Value }
  /** Refuses a client. */
  | { reply: string; ok: false };

/** What the database says to a query: for a load with the value, or that it failed. */
export type Result = { ok: true; value?: Value } | { ok: false };

export interface CacheAside {
  /** A client asks for the value of a key. `request` names its request, and `now` is the time in milliseconds. */
  read(request: string, key: string, now: number): Effect[];
  /** A client asks to store a value. */
  write(request: string, key: string, value: string, now: number): Effect[];
  /** The database has answered the query of that name. */
  answered(query: string, result: Result, now: number): Effect[];
}
