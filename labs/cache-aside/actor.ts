/**
 * The learner's cache as an actor, and the database behind it as another. What the learner's functions return is checked here, against
 * what this cache has been asked and has answered so far.
 */
import { type Effect, type Explorable, type Input, isRecord } from '#exploration';
import { format } from '#grading';
import type { Result, Value } from './types.ts';

export const CACHE = 'cache';
export const DATABASE = 'database';

/** What a client asks for: a read, or a write of a value. */
export interface Ask {
  key: string;
  /** What to write; a read when absent. */
  write?: string;
}

/** `value` is what a read was answered, and null otherwise. */
export interface Answer {
  ok: boolean;
  value: Value;
}

/** From the cache to the database. */
export interface Query {
  query: string;
  key: string;
  /** What to store; a load when absent. */
  store?: string;
}

/** From the database to the cache. */
export interface Reply {
  query: string;
  result: Result;
}

/** The cache did something that none may do; the message says what, for the learner. */
export class NotACache extends Error {
  override readonly name = 'NotACache';
}

export type CreateCacheAside = (timeToLive: number) => unknown;

type Told = Input<Ask>;
type Does = Effect<Answer>;

/** The learner's functions. What they return is checked here, so it is `unknown`. */
type Functions = Record<'read' | 'write' | 'answered', (...args: unknown[]) => unknown>;

/** A call of the learner's function, and what it returned. */
export class CacheActor implements Explorable<Ask, Answer> {
  readonly #create: CreateCacheAside;
  readonly #timeToLive: number;
  #functions!: Functions;
  readonly #asked = new Map<string, Ask>();
  readonly #replied = new Set<string>();
  readonly #queries = new Set<string>();

  constructor(create: CreateCacheAside, timeToLive: number) {
    this.#create = create;
    this.#timeToLive = timeToLive;
  }

  /** @throws NotACache, and whatever the learner's code throws */
  start(): void {
    const made = this.#create(this.#timeToLive);
    for (const name of ['read', 'write', 'answered'])
      if (!isRecord(made) || typeof made[name] !== 'function')
        throw new NotACache(
          `createCacheAside returned ${format(made)}: it has to return an object with the functions read, write and answered.`,
        );
    this.#functions = made as Functions;
    this.#asked.clear();
    this.#replied.clear();
    this.#queries.clear();
  }

  /** @throws NotACache, and whatever the learner's code throws */
  *exec(event: Told): Generator<Does> {
    const [name, effects] = this.#tell(event);
    if (!Array.isArray(effects))
      throw new NotACache(`${name} returned ${format(effects)} instead of a list of effects.`);
    for (const effect of effects) yield this.#checked(effect, name);
  }

  #tell(event: Told): readonly [name: string, effects: unknown] {
    const { read, write, answered } = this.#functions;
    if ('message' in event) {
      const { query, result } = event.message as Reply;
      return ['answered', answered(query, result, event.now)];
    }
    const { id, key, write: value } = event.asked;
    this.#asked.set(id, { key, ...(value !== undefined && { write: value }) });
    return value === undefined ? ['read', read(id, key, event.now)] : ['write', write(id, key, value, event.now)];
  }

  #checked(effect: unknown, name: string): Does {
    const kinds = isRecord(effect) ? ['load', 'store', 'reply'].filter((kind) => kind in effect) : [];
    if (!isRecord(effect) || kinds.length !== 1)
      throw new NotACache(`${name} returned an effect that is not one of load, store and reply: ${format(effect)}.`);
    return 'reply' in effect ? this.#reply(effect, name) : this.#query(effect, name);
  }

  #query({ load, store, value, query }: Record<string, unknown>, name: string): Does {
    if (typeof query !== 'string')
      throw new NotACache(`${name} sent a query whose name is ${format(query)}: it has to be a string.`);
    if (this.#queries.has(query))
      throw new NotACache(`${name} sent a query called ${format(query)}: an earlier one has that name already.`);
    const key = load ?? store;
    if (typeof key !== 'string')
      throw new NotACache(`${name} sent a query for the key ${format(key)}: a key is a string.`);
    if (store !== undefined && typeof value !== 'string')
      throw new NotACache(`${name} stores ${format(value)} under ${format(key)}: a value is a string.`);
    this.#queries.add(query);
    const message: Query = { query, key, ...(store !== undefined && { store: value as string }) };
    return { do: 'send', to: DATABASE, message };
  }

  #reply({ reply: id, ok, value }: Record<string, unknown>, name: string): Does {
    const ask = this.#asked.get(id as string);
    if (!ask) throw new NotACache(`${name} replied to ${format(id)}, which nobody asked.`);
    if (this.#replied.has(id as string))
      throw new NotACache(`${name} replied to ${id} again: ${describeAsk(ask)} had its reply already.`);
    if (typeof ok !== 'boolean') throw new NotACache(`${name} replied to ${id} without \`ok: true\` or \`ok: false\`.`);
    const isRead = ok && ask.write === undefined;
    if (isRead && value !== null && typeof value !== 'string')
      throw new NotACache(`${name} answered the read ${id} with ${format(value)}: a value is a string, or null.`);
    this.#replied.add(id as string);
    return { do: 'reply', id: id as string, ok, value: isRead ? (value as Value) : null };
  }
}

/** What fails: the n-th query that the database does, from 1; and of a store, whether it was done all the same. */
export interface Fault {
  nth: number;
  isDone: boolean;
}

/** Does each query when it arrives, whole, and answers it. */
export class DatabaseActor implements Explorable<Ask, Answer> {
  readonly #fault: Fault | undefined;
  #stored = new Map<string, string>();
  #done = 0;

  constructor(fault?: Fault) {
    this.#fault = fault;
  }

  start(): void {
    this.#stored = new Map();
    this.#done = 0;
  }

  exec(event: Told): Does[] {
    if (!('message' in event)) return [];
    const { query, key, store } = event.message as Query;
    const fails = ++this.#done === this.#fault?.nth;
    if (store !== undefined && !(fails && !this.#fault?.isDone)) this.#stored.set(key, store);
    const value = this.#stored.get(key) ?? null;
    const result: Result = fails ? { ok: false } : store === undefined ? { ok: true, value } : { ok: true };
    return [{ do: 'send', to: event.from, message: { query, result } satisfies Reply }];
  }
}

/** `read("x")` */
export function describeAsk({ key, write }: Ask): string {
  return write === undefined ? `read(${format(key)})` : `write(${format(key)}, ${format(write)})`;
}

/** `load "x" (q1)`, `q1: "tea"` */
export function describeMessage(message: unknown): string {
  const { query, key, store, result } = message as Query & Partial<Reply>;
  if (result) return `${query}: ${result.ok ? ('value' in result ? format(result.value) : 'stored') : 'failed'}`;
  return store === undefined ? `load ${format(key)} (${query})` : `store ${format(store)} (${query})`;
}

export const describeAnswer = ({ write }: Ask, { ok, value }: Answer): string =>
  ok ? (write === undefined ? ` → ${format(value)}` : ', stored') : ', refused';
