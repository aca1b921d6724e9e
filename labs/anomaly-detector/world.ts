/**
 * Sensors that measure once a second, each with its own level and noise. One jumps for a while, one drifts away slowly, all others are well; what
 * the learner's detector says of each is known to be right or wrong.
 */
import { type Begun, Copy, type Step, Tier, waysTo } from '#parts';
import { attempt, shown } from '#scene';
import { type Caller, constant, type Random, type Request, Simulation } from '#simulation';
import type { Detector, Rules } from './types.ts';

export const SECONDS = 120;
/** From when one jumps, and until when; from when another drifts; in s. */
export const [JUMP_FROM, JUMP_TO, DRIFT_FROM] = [70, 75, 50];
/** By how many deviations it jumps. */
const JUMP = 8;
const LEARN = 30;
/** From a sensor to the detector, in ms. */
const NEARBY = 20;
export const [JUMPS, DRIFTS] = [1, 2];

export interface WallOptions {
  sensors: number;
  threshold: number;
  /** In deviations a second. */
  drift: number;
}

export type CreateDetector = (rules: Rules) => Detector;

interface Reading {
  id: number;
  at: number;
  value: number;
  isWrong: boolean;
}

/** Of mean 0 and deviation 1. A direction that is drawn in a circle takes the place of sine and cosine, which no two engines compute alike. */
export function normal(random: Random): number {
  for (;;) {
    const [x, y] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    const radius = x * x + y * y;
    if (radius > 0 && radius < 1) return Math.sqrt(2 * random.exponential()) * (x / Math.sqrt(radius));
  }
}

/** Throws what `create` throws, and an Error when what it gives is no detector. */
export function startWall(create: CreateDetector, { sensors, threshold, drift }: WallOptions, seed: number) {
  const simulation = new Simulation(seed);
  const detector = create({ learn: LEARN, threshold, floor: 0.001, relearn: 5 });
  if (typeof detector?.see !== 'function')
    throw new Error('createDetector must return an object with the functions see and baseline.');
  const told: { at: number; text: string }[] = [];
  const complain = (text: string) => {
    if (told.length < 4 && told.every((each) => each.text !== text)) told.push({ at: simulation.now, text });
  };
  const counts = { readings: 0, falseAlarms: 0 };
  /** How often each of the two that are not well has rung. */
  const rung = new Map<number, number>([
    [JUMPS, 0],
    [DRIFTS, 0],
  ]);
  const first = new Map<number, number>();
  /** Sensors that rang lately, until when; for the eyes. */
  const lit = new Map<number, number>();
  const noise = simulation.random('noise');
  const places = simulation.random('places');
  const levels = Array.from({ length: sensors }, () => 20 + 60 * places.uniform());
  const spreads = Array.from({ length: sensors }, () => 0.5 + places.uniform());

  const sees = ({ id, at, value, isWrong }: Reading): void => {
    const made = attempt(() => detector.see({ sensor: `s${id}`, at: Math.round(at), value }));
    if ('threw' in made) {
      complain(`see threw ${made.threw}.`);
      return;
    }
    const seen = made.answer as { verdict?: unknown } | null | undefined;
    if (typeof seen?.verdict !== 'string') complain(`see gave ${shown(made.answer)}, which has no verdict.`);
    if (seen?.verdict !== 'anomaly') return;
    lit.set(id, simulation.now + 2000);
    if (isWrong) {
      rung.set(id, rung.get(id)! + 1);
      if (!first.has(id)) first.set(id, at / 1000);
    } else counts.falseAlarms++;
  };
  const watches: Step = {
    begin({ body }): Begun {
      sees(body as Reading);
      return 'ok';
    },
    end: () => undefined,
  };
  const tier = new Tier(simulation, 'detector', [new Copy(simulation, { name: 'detector/1', steps: [watches] })]);
  const way = waysTo(simulation, 'wall>detector', tier, { latency: constant(NEARBY) })[0]!;
  const release: Caller & { name: string } = {
    name: 'wall',
    answered: (request: Request) => simulation.release(request),
  };

  const measures = (id: number): void => {
    simulation.after(1000, measures, id);
    const second = simulation.now / 1000;
    const isJumping = id === JUMPS && second >= JUMP_FROM && second < JUMP_TO;
    const isDrifting = id === DRIFTS && second >= DRIFT_FROM;
    const away = isJumping ? JUMP : isDrifting ? drift * (second - DRIFT_FROM) : 0;
    const value = levels[id]! + spreads[id]! * (normal(noise) + away);
    counts.readings++;
    const reading: Reading = { id, at: simulation.now, value, isWrong: isJumping || isDrifting };
    simulation.call(simulation.request(0, 'reading', reading), way.link, release);
  };
  for (const id of levels.keys()) simulation.after((1000 * id) / sensors, measures, id);
  return {
    simulation,
    told,
    counts,
    rung: (id: number) => rung.get(id)!,
    first: (id: number) => first.get(id),
    isLit: (id: number) => (lit.get(id) ?? 0) > simulation.now,
  };
}
