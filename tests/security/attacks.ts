/**
 * Attacks on the boundary, as data. The same list is run through the page in a real Chromium (attacks.spec.ts) and in
 * the Node twin (node-twin.test.ts). None of them answers the lab's question, so none may earn what it did not work out.
 */
import { language } from './attacks/language.ts';
import { leaving } from './attacks/leaving.ts';
import { memory } from './attacks/memory.ts';
import { native } from './attacks/native.ts';
import { network } from './attacks/network.ts';
import { secrets } from './attacks/secrets.ts';
import type { Attack } from './attacks/source.ts';
import { steps } from './attacks/steps.ts';
import { storage } from './attacks/storage.ts';
import { verdict } from './attacks/verdict.ts';

export { type Attack, inPlaceOf, REACHED } from './attacks/source.ts';

/** After so many attacks, and after the last of a family, comes an honest run: it would show what one of them left behind. */
const HONEST_EVERY = 12;

/** Whether the attack at this place of so many is followed by one. */
export const isFollowedByHonest = (place: number, attacks: number): boolean =>
  place % HONEST_EVERY === 0 || place === attacks - 1;

export const FAMILIES: readonly { family: string; attacks: readonly Attack[] }[] = [
  { family: 'reaching the network', attacks: network },
  { family: 'storage and the page’s origin', attacks: storage },
  { family: 'leaving the frame', attacks: leaving },
  { family: 'forging the verdict with values and messages', attacks: verdict },
  { family: 'forging the verdict by replacing the language', attacks: language },
  { family: 'reading the hidden suite', attacks: secrets },
  { family: 'spending steps without end', attacks: steps },
  { family: 'spending memory without end', attacks: memory },
  { family: 'spending inside one built-in', attacks: native },
];
