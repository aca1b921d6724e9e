/**
 * A program that answers by heart passes the one run that it has learned, and no other: the seed comes from the text, so with its next
 * blank it is asked something else.
 */
import { expect, test } from 'vitest';
import { loadLab } from '../../src/cli/labs.ts';
import { seedOfText } from '../../src/grading/index.ts';
import { openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { learnByHeart } from './rote.ts';

const LEARNED = 1;

test.each(['partitioner', 'scale-up-or-out'])(
  '%s: answers learned by heart pass with their own seed only',
  async (id) => {
    const { source, answers } = await learnByHeart(id, LEARNED);
    expect(answers).toBeGreaterThan(300);
    const lab = await loadLab(id);
    const twin = await openNodeTwin(id, lab);
    try {
      expect(await twin.grade({ source, seed: LEARNED })).toMatchObject({ status: 'pass', earned: lab.marks });
      const texts = [source, `${source} `, ` ${source}`, source.replaceAll('\n', '\r\n'), `\ufeff${source}`];
      const seeds = texts.map(seedOfText);
      expect(new Set(seeds).size).toBe(texts.length);
      for (const [index, seed] of seeds.entries()) {
        const report = await twin.grade({ source: texts[index]!, seed });
        expect(report).toMatchObject({ status: 'fail', seed });
        expect(report.earned).toBeLessThan(lab.marks);
      }
    } finally {
      await twin.close();
    }
  },
);
