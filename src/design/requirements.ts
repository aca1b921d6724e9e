/** All that a design lab asks, in the order of its results. */
import type { DesignLab } from './design-lab.ts';
import { affordableRequirement } from './requirements/affordable.ts';
import { answersRequirement } from './requirements/answers.ts';
import type { Requirement } from './requirements/requirement.ts';
import { soundRequirement } from './requirements/sound.ts';
import { survivalRequirement } from './requirements/survival.ts';
import { workedOffRequirement } from './requirements/worked-off.ts';

export function requirementsOf(lab: DesignLab): Requirement[] {
  return [
    soundRequirement(lab),
    answersRequirement(lab),
    workedOffRequirement(lab),
    survivalRequirement(lab),
    affordableRequirement(lab),
  ].filter((requirement) => requirement !== undefined);
}
