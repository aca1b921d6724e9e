/** What goes wrong, and when: a schedule of faults, written as data. */
import type { Callee } from './request.ts';
import type { Simulation } from './simulation.ts';

export type Fault = {
  /** When it strikes, in ms. */
  at: number;
  /** The name of the station or link that it strikes. */
  station: string;
} & ({ does: 'crash' | 'cut' | 'recover' } | { does: 'slow'; factor: number });

type Breakable = Partial<Record<'crash' | 'cut' | 'recover', () => void>> & { slow?: (factor: number) => void };

/** Plans the faults. Throws at once when a station does not exist or cannot fail in that way, or when a time has passed. */
export function planFaults(simulation: Simulation, faults: readonly Fault[]): void {
  for (const fault of faults) {
    const station: (Callee & Breakable) | undefined = simulation.stations.get(fault.station);
    if (station === undefined) throw new Error(`A fault names the station "${fault.station}", which does not exist.`);
    if (typeof station[fault.does] !== 'function') {
      throw new Error(`A fault asks for "${fault.does}", which ${fault.station} does not know.`);
    }
    simulation.after(fault.at - simulation.now, strike, { simulation, station, fault });
  }
}

function strike({ simulation, station, fault }: { simulation: Simulation; station: Callee & Breakable; fault: Fault }) {
  simulation.trace?.fault(simulation.now, station.name, fault.does);
  if (fault.does === 'slow') station.slow!(fault.factor);
  else station[fault.does]!();
}
