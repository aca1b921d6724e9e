/** The design that a learner handed in, under the load of the hidden tests: to be watched, and broken copy by copy. */
import { type Architecture, compile, type Load } from '#architecture';
import { defineScene, type Knobs, type Scene, type SettingsOf, type SystemChart, systemWorld } from '#scene';
import { priceIn } from './catalogue.ts';
import type { DesignLab } from './design-lab.ts';
import { listed, problemsOf } from './soundness.ts';

/** What a learner exports. */
interface Designer {
  design(): Architecture;
}

export interface DesignScene<Turned extends Knobs> {
  title: string;
  /** Simulated seconds that pass in one second of watching; 1 when left out. */
  pace?: number;
  charts: readonly SystemChart[];
  /** Only one request in so many is drawn; 1 when left out. */
  oneIn?: number;
  knobs: Turned;
  /** The rate of the load as the knobs are set. At their usual values it is the lab's own, so that a failure can be replayed. */
  rate(settings: SettingsOf<Turned>): Load['rate'];
  /** The lab's solution. */
  reference: Designer;
}

export function designScene<Turned extends Knobs>(
  { catalogue, load, warmUp, seconds }: DesignLab,
  { title, pace = 1, charts, oneIn = 1, knobs, rate, reference }: DesignScene<Turned>,
): Scene<Designer, Turned> {
  return defineScene<Designer, Turned>({
    title,
    pace,
    knobs,
    reference,
    seconds: warmUp + seconds,
    still: warmUp,
    worlds({ seed, settings, tick, learner }) {
      const architecture = learner.design();
      const problems = problemsOf(architecture, catalogue);
      if (problems.length > 0) throw new Error(listed(problems));
      const system = compile(architecture, { seed, load: { ...load, rate: rate(settings) }, window: tick });
      return [systemWorld({ title: architecture.title, system, tick, charts, price: priceIn(catalogue), oneIn })];
    },
  });
}
