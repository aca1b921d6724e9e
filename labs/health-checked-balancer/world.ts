/**
 * Five servers behind one balancer, which asks `pick` where each request goes and is told by `report` what its health checks find.
 * Whatever `pick` gives is done: a request for a server that is down, or for one that does not exist, fails.
 */
import { type Architecture, compile, type System, sketch, type TimedBreak } from '#architecture';
import type { Way } from '#parts';
import { attempt, shown } from '#scene';
import { Watcher, type Wrong } from './turns.ts';
import type { Balancer } from './types.ts';

export type CreateBalancer = (serverIds: string[]) => Balancer;

export const IDS = ['a', 'b', 'c', 'd', 'e'];
/** Each server is checked so often, one after the other, in ms. */
const CHECK_EVERY = 1_000;
/** The time that is meant by lately, in ms. */
export const LATELY = 2_000;

export interface PoolOptions {
  seed: number;
  /** Requests per second. */
  load: number;
  /** The width of the windows in which users are measured, in ms. */
  window: number;
  breaks: readonly TimedBreak[];
}

export interface Pool {
  system: System;
  /** Picks so far that overtook a server whose turn it was. */
  overtaking(): number;
  /** Requests that a server was given lately. */
  lately(id: string): number;
  /** What its balancer did wrong: each kind once, when it first happened. It grows while the system runs. */
  told: readonly { at: number; text: string }[];
}

/** Throws what `create` throws, and an Error when what it gives is no balancer. */
export function startPool(create: CreateBalancer, { seed, load, window, breaks }: PoolOptions): Pool {
  const balancer = create([...IDS]);
  if (typeof balancer?.pick !== 'function' || typeof balancer.report !== 'function')
    throw new Error('createBalancer must return an object with the functions pick and report.');
  const watcher = new Watcher(IDS);
  const told: { at: number; text: string }[] = [];
  const kinds = new Set<string>();
  let overtaking = 0;
  let recent: { at: number; id: unknown }[] = [];

  const tellOnce = (kind: string, text: string) => {
    if (!kinds.has(kind)) told.push({ at: simulation.now, text });
    kinds.add(kind);
  };
  const choose = (ways: readonly Way[]): Way | undefined => {
    const { someoneIsHealthy } = watcher;
    const picked = attempt(() => balancer.pick());
    if ('threw' in picked) {
      watcher.refused();
      if (someoneIsHealthy)
        tellOnce('threw', `pick threw ${picked.threw}. The request fails, although there are healthy servers.`);
      return undefined;
    }
    const id: unknown = picked.answer;
    const wrong = watcher.picked(id);
    if (wrong) tellOnce(wrong.is, wordsFor(wrong, id));
    if (wrong?.is === 'overtaking') overtaking++;
    recent.push({ at: simulation.now, id });
    return ways.find(({ tier }) => tier.name === id);
  };

  const system = compile(architecture(), {
    seed,
    load: { rate: load },
    window,
    routeFor: (_node, _usual, ways) => ({ pick: () => choose(ways) }),
  });
  const { simulation } = system;
  const check = (place: number) => {
    const id = IDS[place]!;
    const healthy = system.tiers.get(id)!.copies[0]!.serves;
    watcher.reported(place, healthy);
    const heard = attempt(() => balancer.report(id, healthy));
    if ('threw' in heard) tellOnce('report', `report("${id}", ${healthy}) threw ${heard.threw}.`);
    simulation.after(CHECK_EVERY, check, place);
  };
  for (const place of IDS.keys()) simulation.after(((place + 1) * CHECK_EVERY) / IDS.length, check, place);
  system.plan(breaks);

  return {
    system,
    overtaking: () => overtaking,
    lately(id) {
      recent = recent.filter(({ at }) => at > simulation.now - LATELY);
      return recent.filter((pick) => pick.id === id).length;
    },
    told,
  };
}

function architecture(): Architecture {
  const server = { capacity: 20, latency: 100 };
  return sketch(
    'Five servers behind a balancer',
    `viewers: client "Viewers" > balancer: load-balancer > ${IDS.map((id) => `${id}: web "Server ${id}"`).join(', ')}`,
    Object.fromEntries(IDS.map((id) => [id, server])),
  );
}

function wordsFor(wrong: Wrong, id: unknown): string {
  if (wrong.is === 'stranger') return `pick gave ${shown(id)}: there is no such server. The request fails.`;
  if (wrong.is === 'down') return `pick gave ${shown(id)}, which a health check had found down. The request fails.`;
  return `${wrong.server.id} was picked twice while ${wrong.waited.id}, healthy all that time, waited for its turn.`;
}
