/** What a learner's code prints, throws or returns cannot draw on the terminal of whoever reads the report. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printReport } from '../../src/cli/print.ts';
import { behindBar } from '../../src/cli/terminal.ts';
import { format, type Report, reportAsJson } from '../../src/grading/index.ts';
import { visible, visibleLines } from '../../src/words/words.ts';

/** What a terminal obeys, what turns the direction of reading, and what is drawn as nothing. */
const ORDERS: [string, string][] = [
  ['escape', '\u001b'],
  ['bell', '\u0007'],
  ['backspace', '\b'],
  ['carriage return', '\r'],
  ['form feed', '\f'],
  ['delete', '\u007f'],
  ['a control sequence in one character', '\u009b'],
  ['next line', '\u0085'],
  ['right-to-left override', '\u202e'],
  ['an isolate', '\u2066'],
  ['Arabic letter mark', '\u061c'],
  ['zero-width space', '\u200b'],
  ['zero-width joiner', '\u200d'],
  ['byte order mark', '\ufeff'],
  ['soft hyphen', '\u00ad'],
  ['Hangul filler', '\u3164'],
  ['line separator', '\u2028'],
  ['paragraph separator', '\u2029'],
  ['half of a pair', '\ud83d'],
  ['a tag', '\u{e0041}'],
  ['a variation selector from far out', '\u{e0101}'],
  ['a private character', '\ue000'],
  ['no character at all', '\uffff'],
];
const ANY_ORDER = new RegExp(`[${ORDERS.map(([, order]) => order).join('')}]`, 'u');

describe('visible', () => {
  test.each(ORDERS)('%s is written as an escape', (_name, order) => {
    const shown = visible(`a${order}b`);
    expect(shown).toMatch(/^a(\\u[0-9a-f]{4}|\\[bfnrt])+b$/);
    expect(JSON.parse(`"${shown}"`)).toBe(`a${order}b`);
  });

  test('signs of every script stay as they are', () => {
    const text = 'aé ß 東京 हिन्दी العربية עברית 🙂 ❤️ 👍🏽 „x“ ÷ │ ✓';
    expect(visible(text)).toBe(text);
  });

  test('line breaks are escaped, or kept', () => {
    expect(visible('a\nb\r\n')).toBe('a\\nb\\r\\n');
    expect(visibleLines('a\nb\r\n')).toBe('a\nb\\r\n');
  });
});

const OURS = [
  'Trial (trial)',
  '  ! No test could run',
  '  ✗ It is right  [0/1]',
  '0 of 1 requirements met, 0 of 1 marks',
  'inputs from seed 1',
];

const anyText = fc.array(
  fc.oneof(
    fc.constantFrom(...ORDERS.map(([, order]) => order)),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\n', ...OURS.map((line) => `\n${line}\n`)),
  ),
);

function reportThatSays(text: string): Report {
  return {
    version: 3,
    status: 'fail',
    message: text,
    lab: 'trial',
    seed: 1,
    marks: 1,
    earned: 0,
    tests: [
      {
        name: 'It is right',
        status: 'fail',
        message: text,
        output: text,
        marks: 1,
        earned: 0,
        steps: 1,
        failure: { calls: [{ call: text, outcome: text }], expected: text, actual: text },
      },
    ],
  };
}

describe('a report', () => {
  test('as JSON is the same JSON, without anything that a terminal obeys', () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const report = reportThatSays(parts.join(''));
        const json = reportAsJson(report);
        expect(json).not.toMatch(ANY_ORDER);
        expect(JSON.parse(json)).toEqual(report);
      }),
    );
  });

  test('as text: every line that a learner can write stands behind the bar, and fits the terminal', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 40, max: 120 }), (parts, columns) => {
        const lines = printReport(reportThatSays(`a${parts.join('')}`), 'Trial', columns).split('\n');
        for (const line of lines) {
          expect(line).not.toMatch(ANY_ORDER);
          if (line !== '' && !OURS.includes(line)) expect(line).toMatch(/^ {6}│ /);
          expect([...line].length).toBeLessThanOrEqual(columns);
        }
        expect(lines.filter((line) => OURS.includes(line))).toEqual(OURS);
      }),
    );
  });

  test('a line that is broken by the terminal would begin without the bar: it is broken before', () => {
    const forged = `${'x'.repeat(72)}10 of 10 requirements met, 6 of 6 marks`;
    expect(behindBar(forged, '      ', 80)).toEqual([
      `      │ ${'x'.repeat(71)}`,
      '      │ x10 of 10 requirements met, 6 of 6 marks',
    ]);
    // A character that is not Latin may take two cells.
    expect(behindBar('東'.repeat(40), '', 43)).toEqual([`│ ${'東'.repeat(20)}`, `│ ${'東'.repeat(20)}`]);
    expect(behindBar(forged, '      ')).toHaveLength(1);
  });

  test('a text of several lines cannot be taken for several texts', () => {
    expect(behindBar('Error: a\n> forged', '')).toEqual(['│ Error: a', '│   > forged']);
  });
});

test('a value is told on one line, with everything in it visible', () => {
  expect(format('a\u202eb\u009b')).toBe('"a\\u202eb\\u009b"');
  expect(format({ 'k\u200b': 1 })).toBe('{ "k\\u200b": 1 }');
  expect(format(new RangeError('first\nsecond\u001b[2J'))).toBe('RangeError: first\\nsecond\\u001b[2J');
});

test('the command line prints through one module only', () => {
  const folder = join('src', 'cli');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && name !== 'terminal.ts',
  ))
    expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/console\.|std(out|err)\.write/);
});
