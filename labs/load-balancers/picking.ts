/** What the hidden tests have in common: servers to choose from, one pick that must be one of them, and the empty list. */
import { expect, fail, format } from '#grading';
import type { Balancer, ServerView } from './types.ts';

export const named = (id: string, view: Partial<ServerView> = {}): ServerView => ({
  id,
  connections: 0,
  answered: 0,
  failed: 0,
  ...view,
});

/** A name as a sentence bears it: quoted where it is no plain word. */
export const plain = (id: string): string => (/^[\w-]+$/.test(id) ? id : JSON.stringify(id));

/** Names of this many servers at most are told. */
const MOST_NAMED = 12;

/** `a, b and c` */
export function list(ids: readonly string[]): string {
  const told = ids.length > MOST_NAMED ? [...ids.slice(0, MOST_NAMED), `${ids.length - MOST_NAMED} more`] : ids;
  return told
    .map((id, index) => (index < MOST_NAMED ? plain(id) : id))
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** Picks, and checks that what comes back is the id of a server of the list: a copy of it, but for the one that is the caller's `own`. */
export function pickFrom(
  balancer: Balancer,
  servers: readonly ServerView[],
  random: number,
  own?: ServerView[],
): string {
  const chosen: unknown = balancer.pick(own === servers ? own : [...servers], random);
  if (typeof chosen === 'string' && servers.some(({ id }) => id === chosen)) return chosen;
  return fail(
    `pick returned ${format(chosen)}, which is not the id of a server that can be chosen: ${list(servers.map(({ id }) => id))}.`,
  );
}

/** An empty list is refused. */
export function refusesNobody(balancer: Balancer): void {
  expect(() => balancer.pick([], 0.5), 'With no server at all there is nobody to return.').toThrow(
    'RangeError',
    'servers',
  );
}
