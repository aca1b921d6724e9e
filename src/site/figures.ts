/**
 * The architectures of the course's figures and scenes, for the drawing board to open. A figure is known by what it draws, so that its
 * page carries a short name and not the whole of it.
 */
import { type Architecture, validate } from '#architecture';
import { recorded } from '#scene';
import { figureKey } from './figure-key.ts';
import { isAnswer, SCENES } from './scenes.ts';

export interface Figure {
  key: string;
  /** What it is from: the address of a lesson, or the title of a scene. */
  from: string;
  architecture: Architecture;
}

const isSound = (value: unknown): value is Architecture =>
  typeof value === 'object' &&
  value !== null &&
  'nodes' in value &&
  validate(value).every(({ severity }) => severity === 'warning');

const MODEL_ANSWER = /<ModelAnswer\b[\s\S]*?<\/ModelAnswer>/g;

/**
 * The figures of the lessons, which export what they draw. `textOf` gives a lesson as it is written, where the figures of model answers
 * are to be left out.
 */
export function lessonFigures(
  lessons: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  textOf?: (path: string) => string,
): Figure[] {
  return Object.entries(lessons).flatMap(([path, exported]) => {
    const shown = textOf?.(path).replace(MODEL_ANSWER, '');
    return Object.entries(exported)
      .filter(([name]) => shown === undefined || shown.includes(`architecture={${name}}`))
      .map(([, value]) => value)
      .filter(isSound)
      .map((architecture) => ({
        key: figureKey(architecture),
        from: /(\d+)-[\w-]+\.mdx$/.exec(path)?.[1] ?? '',
        architecture,
      }));
  });
}

/** What the board opens of a scene: the first of its worlds, as it stands there. Nothing where that would be the answer to a lab. */
export function sceneFigure(id: string): Figure | undefined {
  const scene = SCENES.get(id);
  if (!scene || (id.startsWith('lab:') && scene.reference === undefined) || isAnswer(scene)) return undefined;
  const [first] = recorded(scene);
  return first && isSound(first.architecture)
    ? { key: `scene-${id.replace(':', '-')}`, from: scene.title, architecture: first.architecture }
    : undefined;
}

/** Those of all scenes. */
export function sceneFigures(): Figure[] {
  return [...SCENES.keys()].flatMap((id) => sceneFigure(id) ?? []);
}
