/** What makes a lesson sound: its marks, its parts where its text shows them, the words it uses, and what they name. */

import { type Finding, misnamed, numbers } from './finding.ts';
import type { Course, LessonFile } from './read.ts';
import type { PartData } from './schemas.ts';
import type { Word } from './text.ts';

export function checkLesson(course: Course, lesson: LessonFile): Finding[] {
  return [...checkParts(course, lesson), ...checkText(course, lesson)];
}

const written = (word: Word, attribute: string): string | undefined => {
  const value = word.attributes.get(attribute);
  return typeof value === 'string' ? value : undefined;
};

function checkParts(course: Course, { file, fields, text }: LessonFile): Finding[] {
  const { value: lesson, lineOf } = fields;
  if (!lesson) return [];
  const findings: Finding[] = [];
  const tell = (path: (string | number)[], problem: string, field?: string): Finding => {
    const line = lineOf(path);
    return { file, ...(line !== undefined && { line }), field: field ?? path.join('.'), problem };
  };
  const marks = lesson.parts.map((part) => part.marks);
  const sum = marks.reduce((total, each) => total + each, 0);
  if (sum !== lesson.marks)
    findings.push(
      tell(['marks'], `The parts carry ${numbers(marks)}, which is ${sum} marks, and the lesson says ${lesson.marks}.`),
    );
  const expected = /(\d+)-[^/]*$/.exec(file)?.[1];
  if (expected !== undefined && Number(expected) !== lesson.number)
    findings.push(tell(['number'], `The lesson says ${lesson.number}, and its file is called ${expected}.`));
  for (const [index, part] of lesson.parts.entries()) {
    const at = (field: string): [(string | number)[], string] => [['parts', index, field], `parts[${index}].${field}`];
    const told = (field: string, problem: string): Finding => tell(at(field)[0], problem, at(field)[1]);
    if (lesson.parts.findIndex(({ id }) => id === part.id) !== index)
      findings.push(told('id', `Two parts are called "${part.id}".`));
    if (part.kind === 'lab' && part.lab === undefined)
      findings.push(told('kind', `The part "${part.id}" is of kind lab, and does not say which: add lab: and its id.`));
    if (part.kind === 'written' && part.lab !== undefined)
      findings.push(
        told('lab', `The part "${part.id}" is written, and names a lab: its kind is lab, or it names none.`),
      );
    if (part.lab !== undefined)
      findings.push(...checkLabPart(course, part, lesson.number, (problem) => told('lab', problem)));
    const isThere = part.lab === undefined || course.labs.some(({ id }) => id === part.lab);
    if (text && isThere) findings.push(...checkShown(part, text.words, file, (problem) => told('id', problem)));
  }
  return findings;
}

function checkLabPart(course: Course, part: PartData, number: number, told: (problem: string) => Finding): Finding[] {
  const lab = course.labs.find(({ id }) => id === part.lab);
  if (!lab) {
    const ids = course.labs.map(({ id }) => id);
    return [misnamed(told(`There is no lab "${part.lab}".`), part.lab!, ids)];
  }
  const { manifest } = lab;
  if (!manifest) return [];
  const findings: Finding[] = [];
  if (manifest.lesson !== number)
    findings.push(
      told(`labs/${lab.id}/lab.ts says that it belongs to lesson ${manifest.lesson}, and this is lesson ${number}.`),
    );
  if (manifest.marks !== part.marks)
    findings.push(told(`It carries ${part.marks} marks here, and ${manifest.marks} in labs/${lab.id}/lab.ts.`));
  return findings;
}

/** Each part stands in the text once: a question with its answer and its rubric, or a lab's card. */
function checkShown(part: PartData, words: Word[], file: string, told: (problem: string) => Finding): Finding[] {
  const [name, attribute, value] = part.lab === undefined ? ['Question', 'part', part.id] : ['Lab', 'id', part.lab];
  const shown = words.filter((word) => word.name === name && written(word, attribute!) === value);
  const [word] = shown;
  const as = `<${name} ${attribute}="${value}"${name === 'Lab' ? ' />' : '>'}`;
  if (!word) return [told(`The part "${part.id}" is not shown: the text lacks ${as}.`)];
  const findings: Finding[] = shown.slice(1).map(({ line }) => ({
    file,
    line,
    field: `<${name}>`,
    problem: `The part "${part.id}" is shown twice, in line ${word.line} and here.`,
  }));
  if (name === 'Lab') return findings;
  const holds = (kind: string): Word | undefined =>
    words.find((each) => each.name === kind && each.inside.includes(word));
  const tell = (problem: string, line = word.line): void => {
    findings.push({ file, line, field: as, problem });
  };
  if (!holds('ModelAnswer')) tell('The question has no <ModelAnswer>.');
  const rubric = holds('Rubric');
  if (!rubric) tell('The question has no <Rubric points={[{ marks, text }]} />.');
  const points = rubric?.attributes.get('points');
  if (typeof points === 'object') {
    const marks = [...points.expression.matchAll(/\bmarks:\s*([\d.]+)/g)].map(([, each]) => Number(each));
    const sum = marks.reduce((total, each) => total + each, 0);
    if (marks.length > 0 && sum !== part.marks)
      tell(
        `The points of its rubric carry ${numbers(marks)}, which is ${sum} marks, and the part says ${part.marks}.`,
        rubric!.line,
      );
  }
  return findings;
}

function checkText(course: Course, { file, fields, text }: LessonFile): Finding[] {
  if (!text) return [];
  const parts = fields.value?.parts;
  return text.words.flatMap((word) => [
    ...checkWord(course, word, file, text.modules),
    ...(parts ? checkNamed(word, file, parts) : []),
  ]);
}

/** Tags of HTML are written small, and left alone. */
function checkWord(course: Course, word: Word, file: string, modules: readonly { code: string }[]): Finding[] {
  const { name, line, attributes, isOpen } = word;
  if (!/^[A-Z]/.test(name)) return [];
  const known = course.words.get(name);
  const isImported = modules.some(({ code }) => new RegExp(`\\b${name}\\b`).test(code));
  if (!known)
    return isImported
      ? []
      : [
          misnamed({ file, line, field: `<${name}>`, problem: 'There is no such word.' }, name, [
            ...course.words.keys(),
          ]),
        ];
  const strangers = [...attributes.keys()]
    .filter((each) => !known.attributes.includes(each))
    .map((each) =>
      misnamed(
        { file, line, field: `<${name} ${each}>`, problem: `<${name}> has no "${each}".` },
        each,
        known.attributes,
      ),
    );
  const missing = isOpen ? [] : known.required.filter((each) => !attributes.has(each));
  // One that is misspelt is not missing as well.
  const told = missing
    .filter((each) => !strangers.some(({ nearest }) => nearest === each))
    .map((each) => ({ file, line, field: `<${name}>`, problem: `<${name}> needs "${each}".` }));
  return [...strangers, ...told, ...checkCited(course, word, file)];
}

/** What a word names outside its lesson: sources, terms, simulations. Where `<See>` leads is looked at with the links. */
function checkCited(course: Course, word: Word, file: string): Finding[] {
  const lists: Record<string, [attribute: string, what: string, allowed: string[]][]> = {
    Source: [['id', 'source in content/sources.yaml', Object.keys(Object(course.sources.raw))]],
    Term: [['of', 'term in content/glossary.yaml', Object.keys(Object(course.glossary.raw))]],
    Simulation: [
      ['scene', 'scene in content/scenes', course.scenes],
      ['lab', 'lab with a scene', course.labs.flatMap(({ id, files }) => (files.includes('scene.ts') ? [id] : []))],
    ],
  };
  const findings = (lists[word.name] ?? []).flatMap(([attribute, what, allowed]) => {
    const value = written(word, attribute);
    if (value === undefined || allowed.includes(value)) return [];
    const field = `<${word.name} ${attribute}>`;
    return [
      misnamed({ file, line: word.line, field, problem: `There is no ${what} called "${value}".` }, value, allowed),
    ];
  });
  const [first, second] = ['scene', 'lab'].map((each) => word.attributes.has(each));
  if (word.name === 'Simulation' && first === second)
    findings.push({
      file,
      line: word.line,
      field: '<Simulation>',
      problem: 'It names a scene, or a lab that has one: one of them.',
    });
  return findings;
}

/** Questions and cards name parts of this lesson. */
function checkNamed(word: Word, file: string, parts: readonly PartData[]): Finding[] {
  const kinds: Record<string, [string, string[], string]> = {
    Question: ['part', parts.flatMap(({ id, kind }) => (kind === 'written' ? [id] : [])), 'written part'],
    Lab: ['id', parts.flatMap(({ lab }) => lab ?? []), 'lab among the parts'],
  };
  const [attribute, allowed, what] = kinds[word.name] ?? [];
  const value = attribute && written(word, attribute);
  if (!value || allowed!.includes(value)) return [];
  const field = `<${word.name} ${attribute}>`;
  return [
    misnamed(
      { file, line: word.line, field, problem: `There is no ${what} "${value}" in the frontmatter.` },
      value,
      allowed!,
    ),
  ];
}
