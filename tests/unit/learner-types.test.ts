/** The types that learners import are the notation's own. The comparison is made by the type checker (`npm run test:types`). */
import { expect, test } from 'vitest';
import type * as Notation from '#architecture';
import type * as Learner from '../../src/learner/headroom.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

test('learners write the notation that is drawn and run', () => {
  const same: [
    Same<Learner.NodeKind, Notation.NodeKind>,
    Same<Learner.LinkKind, Notation.LinkKind>,
    Same<Learner.BalancingPolicy, Notation.BalancingPolicy>,
    Same<Required<Learner.Autoscale>, Required<Notation.Autoscale>>,
    Same<Learner.Autoscale, Notation.Autoscale>,
    Same<Learner.ArchitectureNode, Notation.ArchitectureNode>,
    Same<Learner.ArchitectureLink, Notation.ArchitectureLink>,
    Same<Learner.Architecture, Notation.Architecture>,
  ] = [true, true, true, true, true, true, true, true];
  expect(same).not.toContain(false);
});
