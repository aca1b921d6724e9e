/**
 * The learner's pool at work behind a function: each environment a cell, dashed while it starts, filled while it works, empty while it waits.
 * Beside it the reference; and, for a load that comes and goes, a pool that uses what has been idle for longest.
 */
import { type Architecture, sketch } from '#architecture';
import {
  at,
  atEnd,
  type CopyView,
  chart,
  choice,
  defineScene,
  nodesByName,
  type SceneInput,
  slider,
  soFar,
  type World,
  world,
} from '#scene';
import { percent, whole } from '#words';
import { createPool } from './solution.ts';
import type { Counts, Pool, PoolOptions, Start } from './types.ts';
import { COLD_START, type CreatePool, RUSH_AT, startFunction } from './world.ts';

const SECONDS = 60;
/** Requests that come at once in the rush. */
const CROWD = 100;
const reference = { createPool: createPool as CreatePool };

/** What has been idle for longest is used first: all of them are kept alive in turn. */
function oldestFirst({ concurrency, keepAliveMs }: PoolOptions): Pool {
  const busy = new Set<string>();
  let idle: { name: string; since: number }[] = [];
  let made = 0;
  const counts: Counts = {
    busy: 0,
    idle: 0,
    starting: 0,
    warm: 0,
    cold: 0,
    throttled: 0,
    idleProvisionedMs: 0,
    idleMs: 0,
  };
  let lookedAt = 0;
  const goOn = (now: number) => {
    for (const { since } of idle)
      counts.idleMs += Math.max(0, Math.min(now, since + keepAliveMs) - Math.max(lookedAt, since));
    idle = idle.filter(({ since }) => now < since + keepAliveMs);
    lookedAt = now;
  };
  return {
    arrive(now): Start {
      goOn(now);
      const warm = idle.shift();
      if (!warm && busy.size >= concurrency) {
        counts.throttled++;
        return { start: 'throttled' };
      }
      const environment = warm?.name ?? `e${++made}`;
      busy.add(environment);
      if (warm) counts.warm++;
      else counts.cold++;
      return { start: warm ? 'warm' : 'cold', environment };
    },
    finished(environment, now) {
      goOn(now);
      busy.delete(environment);
      idle.push({ name: environment, since: now });
    },
    prewarm: () => 0,
    counts(now) {
      goOn(now);
      return { ...counts, busy: busy.size, idle: idle.length };
    },
  };
}

const knobs = {
  traffic: choice(
    'Traffic',
    {
      rush: `a timer, and a rush at ${RUSH_AT} s`,
      timer: 'a timer',
      load: `2 a second, and 25 from ${RUSH_AT} s to ${RUSH_AT + 5} s`,
    },
    'rush',
  ),
  every: slider('The timer calls every', { min: 1, max: 30, value: 2, unit: 's' }),
  keepAlive: slider('Idle ones stay for', { min: 2, max: 30, value: 10, unit: 's' }),
  limit: slider('Concurrency', { min: 10, max: 150, step: 10, value: 120 }),
  provisioned: slider('Provisioned', { min: 0, max: 100, step: 10, value: 0 }),
  ahead: slider(`${CROWD} started ahead by`, { min: 0, max: 10, step: 0.5, value: 0, unit: 's' }),
};

const architecture: Architecture = sketch(
  'A function and its environments',
  'callers: client "Callers" > gateway: load-balancer "Gateway" > function: function "Function"',
);

export const NEWEST = 'The newest first';
export const OLDEST = 'The oldest first';

export default defineScene({
  title: 'Warm and cold',
  seconds: SECONDS,
  pace: 2,
  still: RUSH_AT + 0.5,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    return [
      ...(learner === reference ? [] : [functionWorld('Yours', learner.createPool, input)]),
      functionWorld(learner === reference ? NEWEST : 'The reference', reference.createPool, input),
      ...(input.settings.traffic === 'load' ? [functionWorld(OLDEST, oldestFirst, input)] : []),
    ];
  },
});

const cell = {
  starting: { state: 'starting', busy: 0 },
  working: { state: 'up', busy: 1 },
  idle: { state: 'up', busy: 0 },
} satisfies Record<string, CopyView>;

function functionWorld(
  title: string,
  create: CreatePool,
  { seed, settings, tick }: Omit<SceneInput<typeof knobs>, 'learner'>,
): World {
  const { limit, keepAlive, ahead } = settings;
  const { simulation, callers, counts, told } = startFunction(create, {
    seed,
    pool: {
      concurrency: limit,
      provisioned: Math.min(limit, settings.provisioned),
      keepAliveMs: keepAlive * 1000,
      startMs: COLD_START,
    },
    traffic: settings.traffic,
    every: settings.every,
    rush: CROWD,
    ahead: { count: ahead > 0 ? CROWD : 0, seconds: ahead },
    window: tick,
  });
  const many = (view: CopyView, count: number): CopyView[] =>
    Array.from({ length: Math.max(0, Math.min(200, Math.round(count) || 0)) }, () => view);
  const share = ({ cold, warm }: Counts) => (cold + warm > 0 ? percent(cold / (cold + warm)) : '–');
  return world({
    title,
    simulation,
    architecture,
    nodeOf: nodesByName(architecture),
    nodes: {
      function: () => {
        const { busy, idle, starting, beginning } = counts();
        return {
          copies: [
            ...many(cell.working, busy - beginning),
            ...many(cell.starting, beginning + starting),
            ...many(cell.idle, idle),
          ],
          waiting: 0,
          text: `${whole(busy)} busy, ${whole(idle)} idle`,
        };
      },
    },
    says: { callers: () => `${whole(soFar(callers).failed)} throttled` },
    charts: [
      chart('Environments', 'now', { busy: () => counts().busy, idle: () => counts().idle }),
      chart('Met a cold start', 'requests so far', { cold: () => counts().cold }),
      chart('Throttled', 'requests so far', { throttled: () => counts().throttled }),
      chart('Idle time so far', 's', {
        provisioned: () => counts().idleProvisionedMs / 1000,
        others: () => counts().idleMs / 1000,
      }),
    ],
    told,
    tells: [
      settings.traffic === 'rush' && at(RUSH_AT, `${CROWD} requests come at once.`),
      settings.traffic === 'load' && at(RUSH_AT, 'Now 25 requests a second.'),
      settings.traffic === 'load' && at(RUSH_AT + 5, 'Now 2 requests a second again.'),
      atEnd(() => {
        const all = counts();
        return `${whole(all.cold)} requests met a cold start (${share(all)}), ${whole(all.warm)} found a warm environment, ${whole(all.throttled)} were throttled.`;
      }),
    ],
  });
}
