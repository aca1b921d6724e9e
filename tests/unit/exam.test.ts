/** What only the instructor has: seeds of an exam, and solutions, of which a build without them holds nothing. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { seedsOf } from '../../src/cli/class/class-command.ts';
import { examSeed } from '../../src/cli/class/exam.ts';
import { bundleSuite } from '../../src/sandbox/bundle.ts';
import { emptied } from '../../src/site/no-solutions.ts';

const SECRET = '0123456789abcdef';

test('a secret gives each lab one seed, the same again, and another secret another', () => {
  expect(examSeed(SECRET, 'lru-cache')).toBe(examSeed(`${SECRET}\n`, 'lru-cache'));
  const seeds = new Set([
    examSeed(SECRET, 'lru-cache'),
    examSeed(SECRET, 'cache-aside'),
    examSeed(`${SECRET}!`, 'lru-cache'),
  ]);
  expect(seeds.size).toBe(3);
  for (const seed of seeds) expect(Number.isSafeInteger(seed)).toBe(true);
  expect(() => examSeed('short', 'lru-cache')).toThrow('at least 16 characters');
});

test('a secret comes from a file, and not beside seeds', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'exam-')), 'secret.txt');
  expect(() => seedsOf({ seed: [], examSecret: file })).toThrow(file);
  writeFileSync(file, SECRET);
  expect(seedsOf({ seed: [], examSecret: file })('lru-cache')).toEqual([examSeed(SECRET, 'lru-cache')]);
  expect(() => seedsOf({ seed: [1], examSecret: file })).toThrow('not both');
  expect(seedsOf({ seed: [1, 2] })('lru-cache')).toEqual([1, 2]);
});

/** Texts of a solution by which one would know it, in whatever way it was made smaller. */
async function marksOf(lab: string): Promise<string[]> {
  const { code } = await transform(readFileSync(`labs/${lab}/solution.ts`, 'utf8'), { loader: 'ts', minify: true });
  const others = readdirSync(`labs/${lab}`)
    .filter((name) => name.endsWith('.ts') && !['solution.ts', 'mistakes.ts', 'survivors.ts'].includes(name))
    .map((name) => readFileSync(`labs/${lab}/${name}`, 'utf8'))
    .join('\n');
  return [...code.matchAll(/"(?:[^"\\]|\\.){12,}"|`[^`$]{12,}`/g)]
    .map(([text]) => text.slice(1, -1))
    .filter((text) => !others.includes(text));
}

test.each(['scale-up-or-out', 'design-ticket-sale', 'partitioner', 'load-balancers'])(
  'the script that grades %s holds no solution in a build without',
  async (lab) => {
    const [withSolution, without] = [
      await bundleSuite(lab, { withSolution: true }),
      await bundleSuite(lab, { withSolution: false }),
    ];
    expect(without.length).toBeLessThan(withSolution.length);
    for (const mark of await marksOf(lab)) expect(without).not.toContain(mark);
  },
);

test('scripts of the site have the names of a solution and nothing behind them', () => {
  expect(
    emptied("export async function a(b) { return 'secret'; }\nexport const c = 1;\nfunction d() {}\nexport class E {}"),
  ).toBe('export const a = undefined;\nexport const c = undefined;\nexport const E = undefined;');
  for (const lab of readdirSync('labs')) {
    const source = readFileSync(`labs/${lab}/solution.ts`, 'utf8');
    const exported = [...source.matchAll(/^export (?!type |interface )/gm)].length;
    expect(emptied(source).split('\n'), lab).toHaveLength(exported);
  }
});
