/** What a calculator answered, as a fleet that can be drawn, and in sentences: also where the answer is no fleet. */
import { counted, number } from '#words';
import type { Fleet, Plan } from './types.ts';

/** The most servers that are drawn: those beyond stand idle, and look alike. */
const MOST = 100;

export interface Answer {
  /** How many servers the picture has. */
  servers: number;
  /** In a title: '10 servers'. */
  words: string;
  isRight: boolean;
  says: readonly string[];
}

/** Reads whatever a calculator returned, against the right plan for the same fleet. */
export function answerOf(returned: unknown, right: Plan, fleet: Fleet): Answer {
  const plan: Partial<Record<keyof Plan, unknown>> = typeof returned === 'object' && returned !== null ? returned : {};
  const { requiredServers: required, action } = plan;
  const smallest = `The smallest fleet at ${number(fleet.targetUtilisation)} % is ${number(right.requiredServers)}`;
  if (typeof required !== 'number' || Number.isNaN(required)) {
    const what = required === undefined ? 'missing' : typeof required === 'number' ? 'NaN' : `a ${typeof required}`;
    return {
      servers: 0,
      words: 'no number of servers',
      isRight: false,
      says: [`requiredServers is ${what}, so nobody is there.`, `${smallest}.`],
    };
  }
  const isRight = required === right.requiredServers;
  const servers = Math.max(0, Math.floor(Math.min(required, MOST)));
  const words = Number.isInteger(required) && required < 1e12 ? counted(required, 'server') : `${required} servers`;
  const says = [isRight ? sumOf(fleet, right) : `${smallest}${differenceOf(required - right.requiredServers)}.`];
  if (required > MOST) says.push(`${MOST} of them are drawn; the others stand idle as well.`);
  else if (required < 1) says.push('Without a server every request fails.');
  else if (servers < required) says.push(`Part of a server cannot be bought: ${servers} can be.`);
  if (action !== right.action) {
    const said = typeof action === 'string' ? `“${action}”` : 'missing';
    says.push(
      `action is ${said}; from ${counted(fleet.currentServers, 'server')} to ${number(right.requiredServers)} it is “${right.action}”.`,
    );
  }
  return { servers, words, isRight, says };
}

/** By how much a whole number is off; nothing where it is none. */
function differenceOf(more: number): string {
  if (!Number.isInteger(more)) return '';
  return more > 0 ? `: ${number(more)} more than that` : `: ${number(-more)} ${more === -1 ? 'is' : 'are'} missing`;
}

function sumOf({ requestRate, capacityPerServer, targetUtilisation, currentServers }: Fleet, right: Plan): string {
  const [rate, capacity] = [number(requestRate), number(capacityPerServer)];
  const from = `from ${counted(currentServers, 'server')} that is “${right.action}”`;
  return `⌈${rate} ÷ (${capacity} × ${targetUtilisation} %)⌉ = ${number(right.requiredServers)}; ${from}.`;
}
