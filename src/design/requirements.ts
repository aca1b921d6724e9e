/** All that a design lab asks, in the order of its results. */
import type { DesignLab } from './design-lab.ts';
import { affordableRequirement } from './requirements/affordable.ts';
import { answersRequirement } from './requirements/answers.ts';
import type { Requirement } from './requirements/requirement.ts';
import { soundRequirement } from './requirements/sound.ts';
import { survivalRequirement } from './requirements/survival.ts';
import { workedOffRequirement } from './requirements/worked-off.ts';

export function requirementsOf({ asked, ...trials }: DesignLab): Requirement[] {
  const { sound, answers, workedOff, survival, bill } = asked;
  return [
    soundRequirement(trials, sound),
    answersRequirement(trials, answers),
    ...(workedOff ? [workedOffRequirement(trials, workedOff)] : []),
    survivalRequirement(trials, survival, workedOff),
    affordableRequirement(trials, bill),
  ];
}
