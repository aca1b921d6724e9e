/** What machines cost: they are paid for while they run, busy or not. */

const MILLISECONDS_PER_HOUR = 3_600_000;

/** The price of some machine-milliseconds at a price per machine-hour, in the currency of that price. */
export function machineCost(machineMilliseconds: number, pricePerMachineHour: number): number {
  return (machineMilliseconds / MILLISECONDS_PER_HOUR) * pricePerMachineHour;
}
