export interface MachineType {
  name: string;
  /** Requests per second that one machine can serve: above 0. */
  capacityRps: number;
  /** What one machine costs an hour: above 0. */
  pricePerHour: number;
  /** The most machines of this type that you can have; without it there is no limit. */
  available?: number;
}

export interface Plan {
  /** The name of the chosen machine type. */
  machine: string;
  /** How many of it to run, the spare ones included. */
  count: number;
}

/** The cheapest fleet of one machine type that serves `peakRps` with any `survive` machines lost. */
export function plan(peakRps: number, catalogue: MachineType[], survive: number): Plan {
  // Your code goes here.
  return { machine: catalogue[0]?.name ?? '', count: 1 };
}
