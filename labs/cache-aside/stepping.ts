/** Runs of the learner's cache to step through: one that a test found, or two clients of whom one writes. */
import { defineStepping } from '#exploration';
import type { Answer, Ask, CreateCacheAside } from './actor.ts';
import { program, type SteppedRun, toldOf, WORDING, worldOf, wrongWith } from './explored.ts';

export default defineStepping<{ createCacheAside: CreateCacheAside }, Ask, Answer>({
  first: toldOf({ program: program(['read x', 'read x'], ['write x tea', 'read x']) }),
  stage(told, { createCacheAside }) {
    const { program: asked, fault } = JSON.parse(told) as SteppedRun;
    return { world: worldOf(createCacheAside, fault), program: asked, judge: wrongWith, words: WORDING };
  },
});
