/** A hundred of the odd programs that generated.ts tries by the thousand at night, no two of one draw: no mark, no fault of ours, no refused report. */
import { describe, expect, test } from 'vitest';
import { labIds } from '../../src/sandbox/bundle.ts';
import { tryPrograms } from './generated.ts';

const ids = await labIds();
const EACH = Math.ceil(100 / ids.length);

describe('programs that hand back what nobody asked for', () => {
  test.each(ids.map((id, place) => ({ id, first: 1 + place * EACH })))(
    '$id',
    { timeout: 300_000 },
    async ({ id, first }) => {
      const found: string[] = [];
      let tried = 0;
      await tryPrograms(id, EACH, first, ({ about }, seed, faults) => {
        tried++;
        for (const fault of faults) found.push(`seed ${seed}, ${about}: ${fault}`);
      });
      expect(found).toEqual([]);
      expect(tried).toBe(EACH);
    },
  );
});
