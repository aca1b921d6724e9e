/**
 * Where the learner's `place` puts a workload, at work: half a minute of its month, with a piece of its busy hours in the middle. Beside it
 * stand where the reference puts it, and what it would be in the other place. All of them get the same requests.
 */
import { compile, sketch } from '#architecture';
import {
  at,
  atEnd,
  attempt,
  choice,
  defineScene,
  type SceneInput,
  shown,
  slider,
  soFar,
  systemWorld,
  type World,
} from '#scene';
import { counted, money, number } from '#words';
import { FUNCTION, SERVER } from './offers.ts';
import { place } from './solution.ts';
import type { Offer, Placement, Workload } from './types.ts';

type Place = (workload: Workload, offer: Offer) => Placement | null;

const reference = { place: place as Place };

const SECONDS = 36;
/** The piece of the busy hours that is shown, in s. */
const [BUSY_FROM, BUSY_TO] = [10, 24];
const HOURS_A_MONTH = 730;
const SERVICE_MS = 50;
const NANO = 1e9;
/** What is placed beyond that is paid for, and not run. */
const MOST_RUN = 100;

const OFFER: Offer = { server: { ...SERVER, most: MOST_RUN }, function: FUNCTION };

const COLD_STARTS = { short: 150, usual: 800, long: 3000 };

const knobs = {
  calm: slider('Requests in calm hours', { min: 0, max: 100, step: 5, value: 5, unit: 'a second' }),
  busy: slider('Requests in busy hours', { min: 10, max: 400, step: 10, value: 100, unit: 'a second' }),
  hours: slider('Busy hours in a month', { min: 10, max: 720, step: 10, value: 60 }),
  cold: choice('A cold start takes', { short: '0.15 s', usual: '0.8 s', long: '3 s' }, 'usual'),
};

type Input = Pick<SceneInput<typeof knobs>, 'seed' | 'settings' | 'tick'>;

export default defineScene({
  title: 'By use, or by the hour',
  seconds: SECONDS,
  pace: 1.5,
  still: 12,
  knobs,
  reference,
  worlds({ learner, ...input }) {
    const { workload, offer } = monthOf(input.settings);
    const isReference = learner === reference;
    const best = place(workload, offer);
    const other = best && place(workload, without(offer, best.on));
    return [
      ...(isReference ? [] : [placedWorld('Yours', askedOf(learner.place, workload, offer), input)]),
      placedWorld(isReference ? 'The cheaper place' : 'The reference', best ?? NOWHERE, input),
      placedWorld('The other place', other ?? NOWHERE, input),
    ];
  },
});

function monthOf({ calm, busy, hours, cold }: Input['settings']): { workload: Workload; offer: Offer } {
  const phases = [
    { hours: HOURS_A_MONTH - hours, perHour: calm * 3600 },
    { hours, perHour: busy * 3600 },
  ];
  const needs = { serviceMs: SERVICE_MS, longestMs: 2000, memoryMb: 1024, patienceMs: 200, slowPercent: 1 };
  return {
    workload: { phases, ...needs },
    offer: { ...OFFER, function: { ...OFFER.function, coldStartMs: COLD_STARTS[cold] } },
  };
}

/** The offer without one of its places. */
function without(offer: Offer, on: Placement['on']): Offer {
  return on === 'servers'
    ? { ...offer, server: { ...offer.server, most: 1 } }
    : { ...offer, function: { ...offer.function, memoryMb: 1 } };
}

interface Nowhere {
  why: string;
}

const NOWHERE: Nowhere = { why: 'Neither keeps the objective: nothing is placed.' };

/** Asks `place`, whose answer may be anything. */
function askedOf(by: Place, workload: Workload, offer: Offer): Placement | Nowhere {
  const asked = attempt(() => by(structuredClone(workload), structuredClone(offer)));
  if ('threw' in asked) return { why: `place threw ${asked.threw}.` };
  const answer: unknown = asked.answer;
  if (answer === null) return NOWHERE;
  const refuse = (why: string) => ({ why: `place gave ${shown(answer)}: ${why}.` });
  if (typeof answer !== 'object' || !('on' in answer) || !('nanoDollars' in answer))
    return refuse('not an object with on and nanoDollars');
  const { on, nanoDollars } = answer;
  if (typeof nanoDollars !== 'number' || !Number.isFinite(nanoDollars)) return refuse('a price is a number');
  if (on === 'functions') return { on, nanoDollars };
  if (on !== 'servers') return refuse('on is functions or servers');
  const servers = 'servers' in answer ? answer.servers : undefined;
  if (typeof servers !== 'number' || !Number.isSafeInteger(servers) || servers < 1)
    return refuse('servers is a whole number, and one at least');
  return { on, servers, nanoDollars };
}

function placedWorld(title: string, placed: Placement | Nowhere, { seed, settings, tick }: Input): World {
  const { calm, busy, cold } = settings;
  const isNowhere = 'why' in placed;
  const isOnFunctions = !isNowhere && placed.on === 'functions';
  const servers = 'servers' in placed ? placed.servers : 1;
  const note = isNowhere ? 'not placed' : `${money(placed.nanoDollars / NANO)} a month`;
  const site = isOnFunctions
    ? sketch(title, 'users: client "Users" > work: function "Functions"', {
        work: { concurrency: OFFER.function.concurrency, latency: SERVICE_MS, coldStart: COLD_STARTS[cold], note },
      })
    : sketch(title, 'users: client "Users" > balancer: load-balancer > work: web "Servers"', {
        balancer: { policy: 'least-connections' },
        work: {
          replicas: Math.min(servers, MOST_RUN),
          capacity: (SERVER.slots * 1000) / SERVICE_MS,
          latency: SERVICE_MS,
          note,
        },
      });
  const rate = [
    { from: 0, perSecond: calm },
    { from: BUSY_FROM * 1000, perSecond: busy },
    { from: BUSY_TO * 1000, perSecond: calm },
  ];
  const system = compile(site, { seed, load: { rate }, window: tick });
  if (isNowhere) system.strike({ does: 'crash', node: 'work' });
  const failed = () => number(soFar(system).failed);
  return systemWorld({
    title,
    system,
    tick,
    charts: ['tail', 'failures', 'copies'],
    breaks: isNowhere ? [] : ['work'],
    oneIn: 4,
    says: { users: () => `${failed()} failed` },
    tells: [
      isNowhere && at(0, `${placed.why} Every request fails.`),
      !isNowhere && isOnFunctions && at(0, `On functions, ${note}.`),
      !isNowhere &&
        !isOnFunctions &&
        at(
          0,
          `On ${counted(servers, 'server')}${servers > MOST_RUN ? `, of which ${MOST_RUN} are run` : ''}, ${note}.`,
        ),
      at(BUSY_FROM, `A busy hour: ${busy} requests a second instead of ${calm}.`),
      at(BUSY_TO, 'It is calm again.'),
      atEnd(() => `${number(soFar(system).answered)} answered, ${failed()} failed.`),
    ],
  });
}
