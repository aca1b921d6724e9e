/** What the board takes from the course: the figures and scenes of its lessons, and the design labs. Fetched when somebody opens one. */
import type { Architecture, Load } from '#architecture';
import { href } from '../site/href.ts';
import type { Sold } from './design-code.ts';
import { soundProblems } from './document.ts';
import { type BoardLoad, USUAL_LOAD } from './load.ts';
import { middlePrices, type Prices } from './prices.ts';

export interface Figure {
  key: string;
  /** The number of a lesson, or the title of a scene. */
  from: string;
  architecture: Architecture;
}

export interface DesignTask {
  id: string;
  title: string;
  starter: string;
  version: string;
  sold: Sold;
  load: Load;
  /** How long a trial is, the warm-up included. */
  seconds: number;
}

async function fetched<Item>(file: string): Promise<Item[]> {
  const answer = await fetch(href(`board/${file}`));
  if (!answer.ok) throw new Error(`The course answered with ${answer.status}.`);
  return answer.json() as Promise<Item[]>;
}

/** Rejects where the course cannot be reached. */
export async function figures(): Promise<Figure[]> {
  const all = await fetched<Figure>('figures.json');
  return all.filter(({ architecture }) => soundProblems(architecture).every(({ severity }) => severity === 'warning'));
}

/** The figure of that name; undefined where there is none. Rejects where the course cannot be reached. */
export async function figureCalled(key: string): Promise<Figure | undefined> {
  return (await figures()).find((figure) => figure.key === key);
}

/** The design lab of that name; undefined where there is none. Rejects where the course cannot be reached. */
export async function designTask(id: string): Promise<DesignTask | undefined> {
  return (await fetched<DesignTask>('labs.json')).find((task) => task.id === id);
}

/** What copies cost in the design labs, kind by kind. Rejects where the course cannot be reached. */
export async function usualPrices(): Promise<Prices> {
  return middlePrices((await fetched<DesignTask>('labs.json')).map(({ sold }) => sold));
}

/** The load of a lab as the board sets it: steps in time become a trace. */
export function loadOfTask({ load, seconds }: DesignTask): BoardLoad {
  const { rate, writes = 0, items, patience = USUAL_LOAD.patience * 1000 } = load;
  const course: Partial<BoardLoad> =
    typeof rate === 'number'
      ? { shape: 'steady', rate }
      : { shape: 'trace', trace: rate.map(({ from, perSecond }) => `${from / 1000}, ${perSecond}`).join('\n') };
  return {
    ...USUAL_LOAD,
    ...course,
    writes: 100 * writes,
    items: items?.count ?? 1,
    exponent: items?.exponent ?? 0,
    patience: patience / 1000,
    seconds: Math.min(300, seconds),
  };
}
