/**
 * Five servers behind one balancer, which asks `pick` where each request goes and is told by `report` what its health checks find.
 * Whatever `pick` gives is done: a request for a server that is down, or for one that does not exist, fails.
 */
import { compile, type System, sketch, type TimedBreak } from '#architecture';
import type { Way } from '#parts';
import { attempt, shown } from '#scene';
import { Watcher, type Wrong } from './turns.ts';
import type { Balancer } from './types.ts';

export type CreateBalancer = (serverIds: string[]) => Balancer;

/** The servers are numbered, as the list of what a viewer can break numbers them. */
const IDS = ['1', '2', '3', '4', '5'];
/** Each server is checked so often, one after the other, in ms. */
const CHECK_EVERY = 1_000;
/** The time that is meant by lately, in ms. */
const LATELY = 2_000;

const SITE = sketch(
  'Five servers behind a balancer',
  'viewers: client "Viewers" > balancer: load-balancer > web: web "Server"',
  { web: { replicas: IDS.length, capacity: 20, latency: 100 } },
);

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
  /** Requests that each server was given in the two seconds before the last health check. */
  lately(): readonly number[];
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
  let recent: { at: number; place: number }[] = [];
  let lately = IDS.map(() => 0);

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
    const place = IDS.indexOf(id as string);
    recent.push({ at: simulation.now, place });
    return ways[place];
  };

  const system = compile(SITE, {
    seed,
    load: { rate: load },
    window,
    routeFor: (_node, _usual, ways) => ({ pick: () => choose(ways) }),
  });
  const { simulation } = system;
  const check = (place: number) => {
    const id = IDS[place]!;
    const healthy = system.tiers.get('web')!.copies[place]!.serves;
    watcher.reported(place, healthy);
    const heard = attempt(() => balancer.report(id, healthy));
    if ('threw' in heard) tellOnce('report', `report("${id}", ${healthy}) threw ${heard.threw}.`);
    recent = recent.filter(({ at }) => at > simulation.now - LATELY);
    lately = IDS.map((_, each) => recent.filter((pick) => pick.place === each).length);
    simulation.after(CHECK_EVERY, check, place);
  };
  for (const place of IDS.keys()) simulation.after(((place + 1) * CHECK_EVERY) / IDS.length, check, place);
  system.plan(breaks);

  return {
    system,
    overtaking: () => overtaking,
    lately: () => lately,
    told,
  };
}

function wordsFor(wrong: Wrong, id: unknown): string {
  if (wrong.is === 'stranger') return `pick gave ${shown(id)}: there is no such server. The request fails.`;
  if (wrong.is === 'down') return `pick gave ${shown(id)}, which a health check had found down. The request fails.`;
  return `Server ${wrong.server.id} was picked twice while ${wrong.waited.id}, healthy all that time, waited for its turn.`;
}
