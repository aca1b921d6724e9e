/** The name that a figure of a lesson has on the drawing board: short, and the same as long as it draws the same. */
import type { Architecture } from '#architecture';
import { hashOfText } from '../simulation/random/hash.ts';

export function figureKey(architecture: Architecture): string {
  return hashOfText(JSON.stringify(architecture)).toString(36);
}
