/** What goes wrong, and when: a schedule of faults, written as data. */
import type { Callee, Simulation } from '#simulation';

/** A fault of a station or a link, by its name, and when it strikes. */
export type Fault = { at: number; station: string } & (
  | { does: 'crash' | 'fail' | 'cut' | 'recover' }
  | { does: 'slow'; factor: number }
);

type Breakable = Partial<Record<Exclude<Fault['does'], 'slow'>, () => void>> & { slow?: (factor: number) => void };

/** Plans faults of any kind. Their times are in ms from now. */
export function plan<Planned extends { at: number }>(
  simulation: Simulation,
  faults: readonly Planned[],
  strike: (fault: Planned) => void,
): void {
  for (const fault of faults) simulation.after(fault.at, strike, fault);
}

/** Plans faults of stations and links. Throws at once when one does not exist or cannot fail in that way, or when a time has passed. */
export function planFaults(simulation: Simulation, faults: readonly Fault[]): void {
  for (const { station: name, does } of faults) {
    const station = simulation.stations.get(name);
    if (station === undefined) throw new Error(`A fault names the station "${name}", which does not exist.`);
    if (!(does in station)) throw new Error(`A fault asks for "${does}", which ${name} does not know.`);
  }
  plan(simulation, faults, (fault) => {
    const station: Callee & Breakable = simulation.stations.get(fault.station)!;
    simulation.trace?.fault(simulation.now, station.name, fault.does);
    if (fault.does === 'slow') station.slow!(fault.factor);
    else station[fault.does]!();
  });
}
