/** The machines that can be had, and the fleet that is chosen. */

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
