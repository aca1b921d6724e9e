/**
 * The guest machine: QuickJS compiled to WebAssembly, with its own heap, an exact memory cap, and counted steps. This
 * is the wall between a learner's code and everything else; the suite and the runner stay outside and call in.
 */
import { GuestStopped, type Lab, type Machine, machinesIn } from '#grading';
import { strip } from '../strip.ts';
import { startEngine } from './engine.ts';
import { type Berth, Fleet } from './fleet.ts';
import { openGuest, type RunOf } from './guest.ts';
import { MEMORY_MIB, MEMORY_OF_EACH_MIB } from './limits.ts';
import { Places } from './places.ts';
import { World } from './world.ts';

export interface MachineOptions {
  /** The compiled WebAssembly of QuickJS, metered; compiled once and shared by all runs. */
  wasm: WebAssembly.Module;
  /** Milliseconds from any fixed point; injected so that the clock behind the step count is the host's choice. */
  now(): number;
  /** What will be run, for which everything is started at once. */
  lab?: Lab | undefined;
  /** Hears how many whole seconds the guests of a run have used, each time that it is one more. */
  onSecond?: ((seconds: number) => void) | undefined;
}

/** Makes machines for learners' files. One maker serves many runs. */
export async function createMachineMaker({ wasm, now, lab, onSecond }: MachineOptions) {
  const guests = new Worlds(wasm, MEMORY_MIB);
  const machines = new Worlds(wasm, MEMORY_OF_EACH_MIB);
  const makeReady = async (lab: Pick<Lab, 'guests' | 'machines'>): Promise<void> => {
    await guests.provide(lab.guests);
    await machines.provide(machinesIn(lab.machines));
  };
  await makeReady(lab ?? { guests: 1, machines: {} });

  return {
    /** Strips types and prepares a machine. Throws UnusableSource when the file does not parse. */
    prepare(source: string, lab: Lab): Machine {
      const stripped = strip(source);
      const clock = { spentMs: 0, toldSeconds: 0, onSecond };
      const run: RunOf = { program: { stripped, places: new Places(stripped) }, lab, clock, now };
      let berths: Berth[] = [];
      return {
        open: () => {
          const free = guests.all.filter((world) => world.isFree);
          if (free.length === 0) throw new Error(`This lab’s manifest lets ${lab.guests} guests be open at once.`);
          const world = free.find(({ isUsable }) => isUsable);
          if (!world) throw new GuestStopped('machine', 'The machine that runs your code broke down. Run it again.');
          return berths.length > 0 ? new Fleet(world, berths, run) : openGuest(world, run);
        },
        renew: async () => {
          await makeReady(lab);
          berths = machines.all
            .slice(0, machinesIn(lab.machines))
            .map((world) => berths.find((berth) => berth.world === world) ?? { world, askedAt: 0 });
        },
      };
    },
  };
}

/** Worlds of one size, of which some wear out. */
class Worlds {
  all: World[] = [];
  private readonly wasm: WebAssembly.Module;
  private readonly memoryMib: number;

  constructor(wasm: WebAssembly.Module, memoryMib: number) {
    this.wasm = wasm;
    this.memoryMib = memoryMib;
  }

  /** Sees to it that there are so many in which a guest can begin. */
  async provide(count: number): Promise<void> {
    const usable = this.all.filter(({ isUsable }) => isUsable);
    const missing = Array.from({ length: Math.max(0, count - usable.length) }, () => this.start());
    this.all = [...usable, ...(await Promise.all(missing))];
  }

  private async start(): Promise<World> {
    return new World(await startEngine(this.wasm, this.memoryMib));
  }
}
