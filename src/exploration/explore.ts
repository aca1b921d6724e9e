/** Judges every run of some programs, until a judge finds fault, and keeps count of what was covered. */
import type { Covered } from './coverage.ts';
import { type Bounds, fewDeparturesFirst, type Planned } from './departures.ts';
import { type Execution, executionOf } from './execution.ts';
import type { World } from './world.ts';

export interface Exploration<Problem> {
  /** The first that was found: none has fewer departures. */
  problem?: Problem;
  /** What was explored, in all when nothing was found. */
  covered: Covered[];
}

/**
 * Explores programs, those runs first that have the fewest departures. A judge that finds fault ends it; one that cannot confirm in time
 * what it found without a clock returns nothing, and it goes on. `most` bounds the runs of all programs together.
 */
export function explore<Ask, Answer, Problem>(
  world: World<Ask, Answer>,
  planned: readonly Planned<Ask>[],
  judge: (execution: Execution<Ask, Answer>) => Problem | undefined,
  most = Number.POSITIVE_INFINITY,
): Exploration<Problem> {
  const runs = fewDeparturesFirst(world, planned, most);
  for (let next = runs.next(); ; next = runs.next()) {
    if (next.done) return { covered: coveredBy(planned, next.value) };
    const problem = judge(executionOf(next.value.state));
    if (problem !== undefined) return { problem, covered: coveredBy(planned, { complete: true, runs: 0 }) };
  }
}

function coveredBy<Ask>(planned: readonly Planned<Ask>[], made: { runs: number; complete: boolean }): Covered[] {
  const groups = Map.groupBy(planned, ({ bounds }) => JSON.stringify(bounds));
  return [...groups.values()].map((group) => ({
    programs: group.length,
    bounds: group[0]!.bounds satisfies Bounds,
    ...made,
  }));
}
