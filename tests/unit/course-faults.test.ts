/** Every fault that an author can make in a course's files is told with its place, what is allowed and the nearest: a course that has only that one. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCourse } from '../../src/course/check-course.ts';
import { nearestTo, sentence } from '../../src/course/finding.ts';
import { readCourse } from '../../src/course/read.ts';
import { runLesson } from '../../src/course/run-modules.ts';
import { openKept } from '../../src/kept/kept.ts';
import { LESSON, type TinyCourse, TRIES, tinyCourse, writeLab } from './tiny-course.ts';

async function told(course: TinyCourse): Promise<string[]> {
  return checkCourse(await readCourse(course.root)).map(sentence);
}

test('a course that is sound', async () => {
  const course = tinyCourse();
  expect(await told(course)).toEqual([]);
});

const second = (course: TinyCourse, file: string, number: number): void =>
  course.write(
    file,
    course
      .read(LESSON)
      .replace('number: 1', `number: ${number}`)
      .replace('marks: 4', 'marks: 2')
      .replace(/.*gate.*\n/g, ''),
  );

const FAULTS: [string, (course: TinyCourse) => void, RegExp[]][] = [
  [
    'an unknown field of the frontmatter',
    (course) => course.edit(LESSON, 'summary:', 'sumary: x\nsummary:'),
    [/^content\/lessons\/01-rate-limiting\.mdx:5 · sumary: There is no field "sumary" here\. .*Allowed: .*minutes/],
  ],
  [
    'a field that is misspelt, and so missing',
    (course) => course.edit(LESSON, 'summary:', 'sumary:'),
    [/· summary: This field is missing: expected string\./, /:5 · sumary: .* Did you mean "summary"\? Allowed:/],
  ],
  [
    'an unknown field of a part',
    (course) => course.edit(LESSON, 'kind: written }', 'kind: written, labb: gate }'),
    [/:11 · parts\[0\]\.labb: There is no field "labb" here\. Did you mean "lab"\? Allowed: lab\./],
  ],
  [
    'a kind that is none',
    (course) => course.edit(LESSON, 'kind: written', 'kind: writen'),
    [/:11 · parts\[0\]\.kind: "writen" cannot stand here\. Did you mean "written"\? Allowed: written, lab\./],
  ],
  [
    'marks that do not add up, with both sums',
    (course) => course.edit(LESSON, 'marks: 4', 'marks: 5'),
    [/:6 · marks: The parts carry 2 and 2, which is 4 marks, and the lesson says 5\./],
  ],
  [
    'frontmatter that is no YAML',
    (course) => course.edit(LESSON, 'title: Rate limiting', 'title: Rates: limited'),
    [/^content\/lessons\/01-rate-limiting\.mdx:4: This is not YAML: /],
  ],
  [
    'a text that is no MDX',
    (course) => course.edit(LESSON, '## What is full', '<Note title="x"\n\n## What is full'),
    [/^content\/lessons\/01-rate-limiting\.mdx:\d+: This is not MDX: /],
  ],
  [
    'two parts with one id',
    (course) => course.edit(LESSON, '{ id: gate,', '{ id: explain,'),
    [/:12 · parts\[1\]\.id: Two parts are called "explain"\./],
  ],
  [
    'two lessons with one number',
    (course) => second(course, 'content/lessons/01-other.mdx', 1),
    [
      /^content\/lessons\/01-rate-limiting\.mdx:2 · number: Lesson 1 is content\/lessons\/01-other\.mdx already: .* free is 3\./,
    ],
  ],
  [
    'two lessons with one address',
    (course) => second(course, 'content/lessons/03-rate-limiting.mdx', 3),
    [
      /^content\/lessons\/03-rate-limiting\.mdx:4 · title: \/lessons\/rate-limiting\/ is the address of content\/lessons\/01-/,
    ],
  ],
  [
    'a lesson that needs one that is not there',
    (course) => course.edit(LESSON, 'part: 1', 'part: 1\nneeds: [9]'),
    [/:4 · needs: It needs lesson 9, and there is none\./],
  ],
  [
    'a question shown twice',
    (course) =>
      course.edit(LESSON, '<Lab id', `${/<Question[\s\S]*<\/Question>/.exec(course.read(LESSON))![0]}\n\n<Lab id`),
    [/· <Question>: The part "explain" is shown twice, in line 39 and here\./],
  ],
  [
    'a question that is not shown',
    (course) => course.write(LESSON, course.read(LESSON).replace(/<Question[\s\S]*<\/Question>/, '')),
    [/:11 · parts\[0\]\.id: The part "explain" is not shown: the text lacks <Question part="explain">\./],
  ],
  [
    'a question that names no part',
    (course) => course.edit(LESSON, '<Question part="explain">', '<Question part="explian">'),
    [/is not shown/, /:39 · <Question part>: There is no written part "explian" .* Did you mean "explain"\?/],
  ],
  [
    'a question without a model answer',
    (course) => course.write(LESSON, course.read(LESSON).replace(/<\/?ModelAnswer>/g, '')),
    [/:39 · <Question part="explain">: The question has no <ModelAnswer>\./],
  ],
  [
    'a question without a rubric',
    (course) => course.write(LESSON, course.read(LESSON).replace(/<Rubric[\s\S]*?\/>/, '')),
    [/:39 · <Question part="explain">: The question has no <Rubric points/],
  ],
  [
    'a rubric written point=',
    (course) => course.edit(LESSON, 'points={', 'point={'),
    [/:47 · <Rubric point>: <Rubric> has no "point"\. Did you mean "points"\? Allowed: points\./],
  ],
  [
    'a rubric that does not add up',
    (course) => course.edit(LESSON, "marks: 1, text: '200", "marks: 1.5, text: '200"),
    [/:47 · .*The points of its rubric carry 1\.5 and 1, which is 2\.5 marks, and the part says 2\./],
  ],
  [
    'a part that names a lab that is missing',
    (course) => course.edit(LESSON, 'lab: gate }', 'lab: gaet }'),
    [
      /:12 · parts\[1\]\.lab: There is no lab "gaet"\. Did you mean "gate"\?/,
      /<Lab id>: There is no lab among/,
      /lab\.ts/,
    ],
  ],
  [
    'a lab that claims another lesson',
    (course) => course.edit('labs/gate/lab.ts', 'lesson: 1', 'lesson: 7'),
    [
      /:12 · parts\[1\]\.lab: labs\/gate\/lab\.ts says that it belongs to lesson 7/,
      /labs\/gate\/lab\.ts:5 · lesson: There is no lesson 7\. .*Allowed: 1\./,
    ],
  ],
  [
    'a lab that is no part of a lesson',
    (course) => writeLab('other-gate', course.write),
    [
      /^labs\/other-gate\/lab\.ts:5 · lesson: It belongs to lesson 1, and .*mdx has no part of kind lab that names it\./,
    ],
  ],
  [
    'marks of lesson and lab that differ',
    (course) => course.edit('labs/gate/lab.ts', 'marks: 2', 'marks: 3'),
    [/:12 · parts\[1\]\.lab: It carries 2 marks here, and 3 in labs\/gate\/lab\.ts\./],
  ],
  [
    'a manifest that a learner would trip over',
    (course) => course.edit('labs/gate/lab.ts', 'marks: 2', 'marks: -2'),
    [/^labs\/gate\/lab\.ts: The lab "The gate" is not right: marks must be positive halves\./],
  ],
  [
    'a link to a lesson that is not there',
    (course) => course.edit(LESSON, '<Lab id', 'See [it](/lessons/rate-limting/).\n\n<Lab id'),
    [/· \/lessons\/rate-limting\/: There is no lesson "rate-limting"\. Did you mean "rate-limiting"\?/],
  ],
  [
    'a link to a place that is not there',
    (course) =>
      course.edit(LESSON, '<Lab id', 'See [it](/lessons/rate-limiting/#what-is-ful) and [this](#scenari).\n\n<Lab id'),
    [
      /no place "#what-is-ful"\. Did you mean "what-is-full-first"\?/,
      /no place "#scenari" on this page\. Did you mean "scenario"\?/,
    ],
  ],
  [
    'a link without its slashes, and one that no host would move',
    (course) =>
      course.edit(LESSON, '<Lab id', '[it](lessons/x) [it](/labs/gate) <a href="/labs/gate/">it</a>\n\n<Lab id'),
    [/begins with a slash/, /An address ends in a slash: \/labs\/gate\//, /· <a href>: Write it as a Markdown link/],
  ],
  [
    'a link of a brief',
    (course) => course.edit('labs/gate/brief.md', 'Write', '[x](/labs/gat/)\n\nWrite'),
    [/^labs\/gate\/brief\.md:1 · \/labs\/gat\/: There is no lab "gat"\. Did you mean "gate"\?/],
  ],
  [
    'a way to a lesson or place that is not there',
    (course) =>
      course.edit(LESSON, '<Lab id', '<See lesson="cqr" /> <See lesson="rate-limiting" at="xx" />\n\n<Lab id'),
    [
      /<See>: There is no lesson "cqr"\. Did you mean "cqrs"\?/,
      /<See>: The lesson "rate-limiting" has no place "#xx"\./,
    ],
  ],
  [
    'braces in a sentence',
    (course) => course.edit(LESSON, 'Begin with', 'A cache of {n} entries. Begin with'),
    [/:25 · \{n\}: What stands in braces is code, and nothing is called "n": import it, or write \\\{/],
  ],
  [
    'a name in braces that is misspelt',
    (course) => course.edit(LESSON, '{shop}', '{shopp}'),
    [/· \{shopp\}: .* Did you mean "shop"\?/],
  ],
  [
    'a brief that is missing',
    (course) => renameSync(join(course.root, 'labs/gate/brief.md'), join(course.root, 'labs/gate/breif.md')),
    [/^labs\/gate\/brief\.md: Every lab has lab\.ts, brief\.md, .*this one is missing\./],
  ],
  [
    'a folder in capitals and with a blank',
    (course) => writeLab('Other Gate', course.write),
    [/^labs\/Other Gate: A folder of a lab is an address: .* Did you mean "other-gate"\?/],
  ],
  [
    'a word that there is not, and one in capitals of its own',
    (course) => course.edit(LESSON, '<Lab id="gate" />', '<Lab id="gate" />\n\n<Nota title="x">y</Nota>'),
    [/· <Nota>: There is no such word\. Did you mean "Note"\?/],
  ],
  [
    'citations that lead nowhere',
    (course) => {
      course.edit(LESSON, 'sources:', "sources:\n  - { id: cmi, what: 'x' }");
      course.edit(LESSON, '<Lab id', '<Source id="cmuu" /> <Term of="botleneck" />\n\n<Lab id');
      course.edit('content/glossary.yaml', 'lesson: rate-limiting', 'lesson: rate');
    },
    [
      /^content\/glossary\.yaml:1 · bottleneck\.lesson: There is no lesson "rate"\. Did you mean "rate-limiting"\?/,
      /:14 · sources\[0\]\.id: There is no source "cmi" in content\/sources\.yaml\. Did you mean "cmu"\?/,
      /<Source id>: .*"cmuu"\. Did you mean "cmu"\?/,
      /<Term of>: .*"botleneck"\. Did you mean "bottleneck"\?/,
    ],
  ],
  [
    'a simulation of a scene that is not there',
    (course) => course.edit(LESSON, '<Simulation scene="shop">', '<Simulation scene="shp">'),
    [/<Simulation scene>: There is no scene in content\/scenes called "shp"\. Did you mean "shop"\?/],
  ],
  [
    'a list with a field that it has not',
    (course) => course.edit('content/sources.yaml', 'what:', 'waht: x, what:'),
    [/^content\/sources\.yaml:1 · cmu\.waht: There is no field "waht" here\./],
  ],
];

test.each(FAULTS)('%s', async (_name, breakIt, expected) => {
  const course = tinyCourse();
  breakIt(course);
  const sentences = await told(course);
  for (const pattern of expected) expect(sentences).toContainEqual(expect.stringMatching(pattern));
  expect(sentences).toHaveLength(expected.length);
});

test('experiments and diagrams that do not hold, each where it stands', async () => {
  const course = tinyCourse();
  const run = async (): Promise<string[]> => {
    const { lessons } = await readCourse(course.root);
    return (await runLesson(course.root, lessons[0]!, openKept(join(course.root, '.cache')))).map(sentence);
  };
  expect(await run()).toEqual([]);
  course.edit(TRIES, '> 0', '> 1e6');
  course.edit(LESSON, 'server: { note:', 'server: { capacity: -1, note:');
  course.edit(LESSON, 'answer={1}', 'answer={2}');
  expect(await run()).toEqual([
    expect.stringMatching(/^content\/lessons\/01-rate-limiting\.mdx:\d+: The diagram: /),
    expect.stringMatching(
      /mdx:\d+: The answer is the place of the right one among the choices, from 0, and there is none at 2\./,
    ),
    expect.stringMatching(/tries\.ts:5 · shopTry: “one server fails a part” does not hold/),
  ]);
  course.edit(TRIES, 'servers: 1', 'sevrers: 1');
  expect(await run()).toEqual([
    expect.stringMatching(
      /tries\.ts:7 · sevrers: "A shop" has no knob "sevrers"\. Did you mean "servers"\? Allowed: servers, rate\./,
    ),
  ]);
});

test('the nearest is a word that somebody may have meant', () => {
  const words = ['caching', 'cap', 'tickets-on-sale', 'serverless'];
  expect(['cachin', 'tickets', 'CAP', 'xyz', ''].map((word) => nearestTo(word, words))).toEqual([
    'caching',
    'tickets-on-sale',
    'cap',
    undefined,
    undefined,
  ]);
});
