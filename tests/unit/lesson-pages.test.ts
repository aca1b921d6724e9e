/** What a lesson's page says of the lesson: its contents, its time, its tables, and where it sends its readers. */
import { expect, test } from 'vitest';
import { around } from '../../src/site/around.ts';
import { crossReference } from '../../src/site/cross-reference.ts';
import { minutesOf, timeText } from '../../src/site/duration.ts';
import { lookUp } from '../../src/site/look-up.ts';
import { anchorsOf, outline } from '../../src/site/outline.ts';
import { readableTables } from '../../src/site/tables.ts';

const part = (id: string, lab?: string) => ({
  id,
  title: id.toUpperCase(),
  marks: 2,
  kind: lab ? ('lab' as const) : ('written' as const),
  ...(lab && { lab }),
});
const PARTS = [part('why'), part('build', 'queue'), part('late')];
const HEADINGS = [
  { depth: 2, slug: 'one', text: 'One' },
  { depth: 3, slug: 'more', text: 'More' },
  { depth: 2, slug: 'two', text: 'Two' },
];

test('contents are the sections of the text, each with the questions and labs that stand in it', () => {
  const body = `Lead.
<Scenario>
x
</Scenario>

## One

### More

<Question part="why">

\`\`\`sh
## not a section
\`\`\`

<Lab id="queue" />

## Two

<Question part="late">`;
  expect(outline(body, HEADINGS, PARTS).map(({ anchor, parts }) => [anchor, ...parts.map(({ id }) => id)])).toEqual([
    ['scenario'],
    ['one', 'why', 'build'],
    ['two', 'late'],
  ]);
});

test('a text with another section than its headings is refused', () => {
  expect(() => outline('## One\n\n## Two\n\n## Three\n', HEADINGS, [])).toThrow('more sections');
});

test('a reference leads to a lesson and a place in it', async () => {
  const stops = [
    { slug: 'cap', number: 3, href: '/lessons/cap/' },
    { slug: 'caching', number: 15, href: undefined },
  ];
  const places = async () => anchorsOf(HEADINGS, PARTS);
  const see = (slug: string, at?: string) => crossReference(stops, places, slug, at);
  expect(await see('cap')).toEqual({ number: 3, href: '/lessons/cap/' });
  expect(await see('cap', 'more')).toEqual({ number: 3, href: '/lessons/cap/#more' });
  expect(await see('cap', 'lab-queue')).toEqual({ number: 3, href: '/lessons/cap/#lab-queue' });
  // What is still to be written is no link, whatever place is asked for.
  expect(await see('caching', 'anything')).toEqual({ number: 15, href: undefined });
  await expect(see('cache')).rejects.toThrow('There is no lesson "cache" to see. There are: cap, caching.');
  await expect(see('cap', 'three')).rejects.toThrow('The lesson "cap" has no place "three". It has: scenario,');
});

test('a word or a source that is in no list is refused with what there is', () => {
  const entries = [{ id: 'rps', data: 'requests a second' }];
  expect(lookUp('content/glossary.yaml', entries, 'rps')).toBe('requests a second');
  expect(() => lookUp('content/glossary.yaml', entries, 'qps')).toThrow(
    'There is no "qps" in content/glossary.yaml. There are: rps.',
  );
});

test('a part of up to 41 lessons is shown whole beside a lesson, and of a longer one those that are near', () => {
  const stops = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  expect(around(stops(41), 40)).toEqual({ shown: stops(41), before: 0, after: 0 });
  const { shown, before, after } = around(stops(1000), 500);
  expect([shown.length, shown[0], before, after]).toEqual([41, 480, 480, 479]);
  expect(around(stops(1000), 3)).toEqual({ shown: stops(41), before: 0, after: 959 });
  expect(around(stops(1000), 999).shown.at(-1)).toBe(999);
});

test('the time of a lesson follows its length and its tasks, or is what it says', () => {
  const data = { parts: [part('why'), part('build', 'queue')] } as unknown as Parameters<typeof minutesOf>[0]['data'];
  const long = `${'word '.repeat(2_000)}<Try of={x} /> <Try of={y} />`;
  const short = 'word '.repeat(200);
  const [ofLong, ofShort] = [long, short].map((body) => minutesOf({ data, body }));
  expect(ofLong! - ofShort!).toBeCloseTo(9 + 4, 0);
  expect(minutesOf({ data: { ...data, minutes: 30 }, body: long })).toBe(30);
});

test.each([
  [3, 'about 5 min'],
  [43, 'about 45 min'],
  [57, 'about 55 min'],
  [60, 'about 1 h'],
  [143, 'about 2½ h'],
  [167, 'about 2¾ h'],
])('%d minutes are %s', (minutes, text) => {
  expect(timeText(minutes)).toBe(text);
});

const table = (heads: string[], ...rows: string[][]): string =>
  `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td style="text-align:right">${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

test('a table that is wider than a phone gives each cell the head of its column', () => {
  const wide = readableTables(
    table(
      ['Strategy', 'Picks', 'Its <em>"trap"</em>'],
      ['Least connections', 'who has the fewest', 'a server that <code>fails</code> fast'],
    ),
  );
  expect(wide).toContain('class="table stacks"');
  expect(wide).toContain(
    'data-label="Its &quot;trap&quot;" style="text-align:right"><span>a server that <code>fails</code> fast</span>',
  );
  expect(wide).toContain('aria-label="Table: Strategy, Picks, Its &quot;trap&quot;"');
});

test('a table that fits on a phone stays a table', () => {
  const narrow = readableTables(table(['Replicas', 'Majority', 'Can be lost'], ['5', '3', '2']));
  expect(narrow).not.toContain('stacks');
  expect(narrow).toContain('<td style="text-align:right">5</td>');
});
