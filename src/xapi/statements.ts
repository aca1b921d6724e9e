/**
 * What a learning record store (xAPI 1.0.3) is told, and by whom it was asked. A platform opens the course with its store's address, its leave to write
 * there and the learner's name in the address, as the field does ("TinCan launch"). Only the store that the host has named when the site was built is
 * believed; and a course that nobody has opened so tells nobody anything.
 */
import type { Result } from '../progress/rows.ts';

export interface Launch {
  /** The store's address, ending in a slash. */
  endpoint: string;
  authorization: string;
  /** Who the learner is, as the platform says: an xAPI agent. */
  actor: Record<string, unknown>;
  registration?: string;
}

const withSlash = (address: string): string => (address.endsWith('/') ? address : `${address}/`);

/** The launch that an address carries; undefined where it carries none, or one for another store than `allowed`. */
export function launchOf(search: string, allowed: string): Launch | undefined {
  const asked = new URLSearchParams(search);
  const [endpoint, authorization, agent] = ['endpoint', 'auth', 'actor'].map((name) => asked.get(name));
  if (!endpoint || !authorization || !agent || withSlash(endpoint) !== withSlash(allowed)) return undefined;
  try {
    const actor: unknown = JSON.parse(agent);
    if (typeof actor !== 'object' || actor === null || Array.isArray(actor)) return undefined;
    const registration = asked.get('registration');
    return {
      endpoint: withSlash(allowed),
      authorization,
      actor: actor as Record<string, unknown>,
      ...(registration && { registration }),
    };
  } catch {
    return undefined;
  }
}

/** A lab whose marks have become better: scored, and with all of its marks passed. `site` is the address of the course. */
export function statementOf({ actor, registration }: Launch, { lab, earned, marks, at }: Result, site: string) {
  const verb = earned >= marks ? 'passed' : 'scored';
  return {
    actor,
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { 'en-GB': verb } },
    object: {
      objectType: 'Activity',
      id: new URL(`labs/${lab}/`, site).href,
      definition: { type: 'http://adlnet.gov/expapi/activities/assessment', name: { 'en-GB': lab } },
    },
    result: {
      score: { raw: earned, min: 0, max: marks, scaled: marks > 0 ? earned / marks : 0 },
      completion: earned >= marks,
    },
    ...(registration && { context: { registration } }),
    timestamp: new Date(at).toISOString(),
  };
}

/** Those whose marks are better than before. */
export function improved(results: readonly Result[], before: ReadonlyMap<string, number>): Result[] {
  return results.filter(({ lab, earned }) => earned > (before.get(lab) ?? 0));
}
