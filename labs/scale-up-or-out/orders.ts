/** What is on offer, and what an order by `plan` comes to: a fleet, or in a sentence why nothing can be delivered. */
import { attempt, shown } from '#scene';
import type { MachineType, Plan } from './types.ts';

export type PlanFleet = (peakRps: number, catalogue: MachineType[], survive: number) => Plan;

/** The lesson's table. */
export const LARGE: MachineType = { name: 'large', capacityRps: 1000, pricePerHour: 0.6 };
const MEDIUM: MachineType = { name: 'medium', capacityRps: 400, pricePerHour: 0.36 };
const SMALL: MachineType = { name: 'small', capacityRps: 100, pricePerHour: 0.1 };

export const CATALOGUES = {
  all: [SMALL, MEDIUM, LARGE],
  small: [SMALL],
  scarce: [{ ...SMALL, available: 10 }, MEDIUM, { ...LARGE, available: 0 }],
} satisfies Record<string, MachineType[]>;

export interface Fleet {
  machine: MachineType;
  count: number;
}

/** Asks `plan`, whose answer may be anything. */
export function orderBy(
  plan: PlanFleet,
  peak: number,
  catalogue: readonly MachineType[],
  survive: number,
): Fleet | { refused: string } {
  const asked = attempt(() => plan(peak, structuredClone([...catalogue]), survive));
  if ('threw' in asked) return { refused: `plan threw ${asked.threw}.` };
  const answer: unknown = asked.answer;
  const refuse = (why: string) => ({ refused: `plan gave ${shown(answer)}: ${why}.` });
  if (typeof answer !== 'object' || answer === null || !('machine' in answer) || !('count' in answer))
    return refuse('not an object with machine and count');
  const { count } = answer;
  const machine = catalogue.find(({ name }) => name === answer.machine);
  if (!machine) return refuse('no such machine is on offer');
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1)
    return refuse('a fleet is a whole number of machines, and one at least');
  if (machine.available !== undefined && count > machine.available)
    return refuse(`only ${machine.available} can be had`);
  return { machine, count };
}
