/** A course of one lesson, one lab and one scene, as `npm run new` writes them, in a folder of its own: for tests that break it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LAB_MARKS, labFiles } from '../../src/cli/new/lab.ts';
import { lessonFile, withLab, withScene } from '../../src/cli/new/lesson.ts';
import { sceneFile, triesFile } from '../../src/cli/new/scene.ts';

export const LESSON = 'content/lessons/01-rate-limiting.mdx';
export const TRIES = 'content/lessons/01-rate-limiting.tries.ts';

export interface TinyCourse {
  root: string;
  read(file: string): string;
  write(file: string, text: string): void;
  /** Replaces a text that must be there. */
  edit(file: string, from: string, to: string): void;
}

export function tinyCourse(): TinyCourse {
  const root = mkdtempSync(join(tmpdir(), 'headroom-course-'));
  for (const name of ['src', 'node_modules', 'public']) symlinkSync(join(process.cwd(), name), join(root, name));
  for (const name of ['package.json', 'tsconfig.json']) cpSync(name, join(root, name));
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const lesson = withLab(lessonFile({ number: 1, part: 1, title: 'Rate limiting' }), 'gate', 'The gate', LAB_MARKS);
  write(LESSON, withScene(lesson, '01-rate-limiting.tries.ts', 'shop', 'shop'));
  write(TRIES, triesFile(1, 'shop', 'shop'));
  write('content/scenes/shop.ts', sceneFile('A shop'));
  write('content/plan.yaml', 'cqrs: { number: 2, part: 2, title: CQRS, needs: [1] }\n');
  write('content/sources.yaml', 'cmu: { name: CMU, by: CMU, title: Design, what: A lecture. }\n');
  write(
    'content/glossary.yaml',
    "bottleneck: { term: Bottleneck, text: 'What is full first.', lesson: rate-limiting }\n",
  );
  writeLab('gate', write);
  return {
    root,
    read,
    write,
    edit(file, from, to) {
      const text = read(file);
      if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}.`);
      write(
        file,
        text.replace(from, () => to),
      );
    },
  };
}

export function writeLab(id: string, write: TinyCourse['write'], lesson = 1): void {
  for (const [name, text] of Object.entries(labFiles({ title: 'The gate', lesson }))) write(`labs/${id}/${name}`, text);
}
