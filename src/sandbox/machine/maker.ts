/**
 * The guest machine: QuickJS compiled to WebAssembly, with its own heap, an exact memory cap, and counted steps. This
 * is the wall between a learner's code and everything else; the suite and the runner stay outside and call in.
 */
import { GuestStopped, type Lab, type Machine } from '#grading';
import { strip } from '../strip.ts';
import { startEngine } from './engine.ts';
import { openGuest } from './guest.ts';
import type { RunClock } from './meter.ts';
import { Places } from './places.ts';
import { World } from './world.ts';

export interface MachineOptions {
  /** The compiled WebAssembly of QuickJS, metered; compiled once and shared by all runs. */
  wasm: WebAssembly.Module;
  /** Milliseconds from any fixed point; injected so that the clock behind the step count is the host's choice. */
  now(): number;
}

/** Makes machines for learners' files. One maker serves many runs. */
export async function createMachineMaker({ wasm, now }: MachineOptions) {
  const startWorld = async (): Promise<World> => new World(await startEngine(wasm));
  let worlds = [await startWorld()];

  return {
    /** Strips types and prepares a machine. Throws UnusableSource when the file does not parse. */
    prepare(source: string, lab: Lab): Machine {
      const stripped = strip(source);
      const program = { stripped, places: new Places(stripped) };
      const clock: RunClock = { spentMs: 0 };
      return {
        open: () => {
          const free = worlds.filter((world) => world.isFree);
          if (free.length === 0) throw new Error(`This lab’s manifest lets ${lab.guests} guests be open at once.`);
          const world = free.find(({ isUsable }) => isUsable);
          if (!world) throw new GuestStopped('machine', 'The machine that runs your code broke down. Run it again.');
          return openGuest(world, program, lab, clock, now);
        },
        renew: async () => {
          const usable = worlds.filter(({ isUsable }) => isUsable);
          const missing = Array.from({ length: Math.max(0, lab.guests - usable.length) }, startWorld);
          worlds = [...usable, ...(await Promise.all(missing))];
        },
      };
    },
  };
}
