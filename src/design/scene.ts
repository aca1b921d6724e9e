/** The design that a learner handed in, under the load of the hidden tests: to be watched, and broken copy by copy. */
import { type Architecture, compile, type Load } from '#architecture';
import { defineScene, type Knob, type Scene, type Settings, type SystemWorldOptions, systemWorld } from '#scene';
import { priceIn } from './catalogue.ts';
import type { DesignLab } from './design-lab.ts';

export interface DesignScene {
  title: string;
  /** Simulated seconds that pass in one second of watching; 1 when left out. */
  pace?: number;
  charts: NonNullable<SystemWorldOptions['charts']>;
  /** Only one request in so many is drawn. */
  oneIn: number;
  knobs: Readonly<Record<string, Knob>>;
  /** The rate of the load as the knobs are set. At their usual values it is the lab's own, so that a failure can be replayed. */
  rate(settings: Settings): Load['rate'];
}

export function designScene(
  lab: DesignLab,
  { title, pace = 1, charts, oneIn, knobs, rate }: DesignScene,
): Scene<{ design(): Architecture }> {
  const { catalogue, load, warmUp, seconds } = lab;
  return defineScene<{ design(): Architecture }>({
    title,
    pace,
    knobs,
    seconds: warmUp + seconds,
    still: warmUp,
    worlds({ seed, settings, tick, learner }) {
      const architecture = learner.design();
      const system = compile(architecture, { seed, load: { ...load, rate: rate(settings) }, window: tick });
      return [systemWorld({ title: architecture.title, system, tick, charts, price: priceIn(catalogue), oneIn })];
    },
  });
}
