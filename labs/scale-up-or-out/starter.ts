import type { MachineType, Plan } from 'headroom/scale-up-or-out';

/** The cheapest fleet of one machine type that serves `peakRps` with any `survive` machines lost. */
export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {
  // Your code goes here.
  return { machine: catalogue[0]?.name ?? '', count: 1 };
}
