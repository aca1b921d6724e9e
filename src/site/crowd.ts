/** What is tried on the home page: one of the six servers that can just carry the crowd breaks. */
import type { Replay } from '#grading';
import { strike, USUAL } from '#scene';

export const BREAKS: Replay = { ...USUAL, strikes: [strike(4, 'crash', 'servers/2')], from: 2_500 };
