/** Labs that cannot be graded, or grade wrongly, are told by the sentence that mends them: one course in which each lab has one fault, checked as an author does. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { LESSON, type TinyCourse, tinyCourse, writeLab } from './tiny-course.ts';

/** Every lab of the course, with what breaks it, and what is to be told of it: one sentence each. */
const LABS: Record<string, [(course: TinyCourse, folder: string) => void, RegExp]> = {
  'starter-typed-wrong': [
    ({ edit }, folder) => edit(`${folder}/starter.ts`, 'return 0;', "return '0';"),
    /starter\.ts:3: It has a type error: Type 'string' is not assignable to type 'number'\.$/,
  ],
  'starter-passes': [
    ({ write, read }, folder) => write(`${folder}/starter.ts`, read(`${folder}/solution.ts`)),
    /starter\.ts: It passes with seed 0: there is nothing left to write\.$/,
  ],
  'suite-throws': [
    ({ edit }, folder) =>
      edit(
        `${folder}/suite.ts`,
        'const more',
        "if (String(anyCount) !== '') throw new RangeError('no such case');\nconst more",
      ),
    /suite\.ts:7: The suite is at fault\. It throws while it is loaded: RangeError: no such case$/,
  ],
  'suite-empty': [
    ({ write }, folder) =>
      write(`${folder}/suite.ts`, "import { expect } from '#grading';\n\nexport default expect;\n"),
    /suite\.ts: The suite is at fault\. It has no tests\.$/,
  ],
  'suite-loops': [
    ({ edit }, folder) =>
      edit(`${folder}/suite.ts`, 'const more', 'while (Number.MAX_VALUE > 1) Number(0);\nconst more'),
    /suite\.ts: The suite is at fault\. It is not loaded after \d+ s of work: something at its top level never ends\.$/,
  ],
  'test-loops': [
    ({ read, write }, folder) =>
      write(
        `${folder}/suite.ts`,
        read(`${folder}/suite.ts`).replace(
          /(test\('Beyond[^\n]*=> \{\n)/,
          '$1  while (Number.MAX_VALUE > 1) Number(0);\n',
        ),
      ),
    /suite\.ts: The suite is at fault\. The test "Beyond the limit as many pass as it allows" never ends: after \d+ s of work it is not done, and the code that it tests had none of them\.$/,
  ],
  'marks-differ': [
    ({ edit }, folder) => edit(`${folder}/suite.ts`, 'marks: 1', 'marks: 2'),
    /suite\.ts: The suite is at fault\. Its tests carry 2 \+ 1 = 3 marks, and lab\.ts says 2\.$/,
  ],
  'mistake-names-no-test': [
    ({ edit }, folder) => edit(`${folder}/mistakes.ts`, "BEYOND = 'Beyond the limit", "BEYOND = 'Beyond a limit"),
    /mistakes\.ts:\d+ · mistake "(no-limit|one-too-many|all-or-nothing)": There is no test "Beyond a limit as many pass as it allows" in suite\.ts\. Did you mean "Beyond the limit as many pass as it allows"\? Allowed: /,
  ],
  'solution-is-no-program': [
    ({ edit }, folder) => edit(`${folder}/solution.ts`, 'requests, limit);', 'requests, limit;'),
    /solution\.ts:2: It has an error of syntax: '\)' expected\.$/,
  ],
  'solution-fails': [
    ({ edit }, folder) => edit(`${folder}/solution.ts`, 'limit);', 'limit) - (requests === 3 ? 1 : 0);'),
    /solution\.ts: It does not pass with seed 0: "Within the limit every request is let through": /,
  ],
  'manifest-misspelt': [
    ({ edit }, folder) => edit(`${folder}/lab.ts`, 'hints:', 'hint: [],\n  hints:'),
    /lab\.ts:9: It has a type error: .*'hint' does not exist in type 'LabManifest'\. Did you mean to write 'hints'\?$/,
  ],
  'suite-imports-nothing': [
    ({ edit }, folder) => edit(`${folder}/suite.ts`, 'import { expect', "import './nothing.ts';\nimport { expect"),
    /suite\.ts:2: (Could not resolve|It has a type error).*nothing\.ts/,
  ],
};

interface Told {
  sound: boolean;
  findings: { file: string; sentence: string }[];
}

let told: Told;
let status: number | null;

beforeAll(() => {
  const course = tinyCourse();
  const ids = Object.keys(LABS);
  const parts = ids.map((id) => `  - { id: ${id}, title: T, marks: 2, kind: lab, lab: ${id} }\n`).join('');
  course.edit(LESSON, 'sources:', `${parts}sources:`);
  course.edit(LESSON, 'marks: 4', `marks: ${4 + 2 * ids.length}`);
  course.write(LESSON, course.read(LESSON) + ids.map((id) => `\n<Lab id="${id}" />\n`).join(''));
  for (const [id, [breakIt]] of Object.entries(LABS)) {
    writeLab(id, course.write);
    breakIt(course, `labs/${id}`);
  }
  const check = join(process.cwd(), 'src/cli/check.ts');
  const ran = spawnSync(process.execPath, [check, '--format', 'json', '--seeds', '1'], {
    cwd: course.root,
    encoding: 'utf8',
  });
  status = ran.status;
  told = JSON.parse(ran.stdout);
}, 180_000);

test.each(Object.entries(LABS))('%s', (id, [, sentence]) => {
  const own = told.findings.filter(({ file }) => file.startsWith(`labs/${id}/`)).map((each) => each.sentence);
  expect(own.length).toBeGreaterThan(0);
  for (const each of own) expect(each).toMatch(sentence);
});

test('nothing is said of the lab that is right, and nothing of what follows from a fault', () => {
  expect(told.findings.filter(({ file }) => file.startsWith('labs/gate/') || !file.startsWith('labs/'))).toEqual([]);
  expect(told.findings).toHaveLength(Object.keys(LABS).length + 2);
  expect([told.sound, status]).toEqual([false, 1]);
});
