/** Places in the learner's file, as QuickJS's stack traces tell them, put right where it tells of something above them. */
import type { Position } from '#grading';
import type { Step, Unmarked } from '../flow.ts';
import type { Stripped } from '../strip.ts';
import { offsetsIn, placesIn } from '../text-places.ts';
import { removed, withoutInsertions } from '../written-out.ts';

/** The name under which the learner's file is loaded. */
export const FILE = 'solution.ts';

/** An error, as far as it says where it arose. */
export interface Trace {
  message: string;
  stack: string;
  /** Whether its class is one that the learner's file defines. */
  isOfOwnClass: boolean;
}

/** A line of a stack trace: where in the learner's file; nowhere for built-in code. */
interface Frame {
  at: number | undefined;
  /** Whether the function has no name. */
  isAnonymous: boolean;
}

/** What QuickJS says when one of the things fails that have no mark of their own. */
const SAYS: readonly [RegExp, ...Unmarked[]][] = [
  [/^(cannot read property 'Symbol\.(asyncI|i)terator' of |value is not iterable$)/, 'iterate'],
  [/^(not an object|iterator must return an object|cannot invoke a running iterator)$/, 'iterate', 'next'],
  [/^cannot convert to object$/, 'unpack'],
  [/^(cannot set property |object is not extensible|no setter for property|'.*' is read-only$)/s, 'write'],
  [/^parent (class|prototype) must be/, 'extend'],
];

const IS_READ_ONLY = /^'(.*)' is read-only$/s;

/** A program's text and what is known of it. */
export class Places {
  private readonly code: string;
  private readonly loops: Stripped['loops'];
  private readonly flow: Stripped['flow'];
  private readonly toOffset: (line: number, column: number) => number;
  private readonly toPlace: (offset: number) => Position;
  /** The last mark at each offset, by number. */
  private readonly marks = new Map<number, number>();

  constructor({ code, insertions, loops, flow }: Omit<Stripped, 'defaultExport'>) {
    this.code = code;
    this.loops = loops;
    this.flow = flow;
    this.toOffset = offsetsIn(code);
    const original = withoutInsertions(insertions);
    const place = placesIn(removed(code, insertions));
    this.toPlace = (offset) => place(original(offset));
    for (const [index, { kind, at }] of flow.steps.entries()) if (kind === 'mark') this.marks.set(at, index);
  }

  /** Where in the learner's file an error arose; nothing when it did not. */
  of(trace: Trace): Position | undefined {
    const offset = this.offsetOf(trace);
    return offset === undefined ? undefined : this.toPlace(offset);
  }

  /** Where something was thrown that is no error and knows no place, when it can be one place only. */
  ofBareThrow(): Position | undefined {
    const [only, another] = this.flow.bareThrows;
    return only === undefined || another !== undefined ? undefined : this.toPlace(only);
  }

  /** What is called at the place of an error, as it is written there; nothing when that place is no call. */
  calleeOf({ stack }: Pick<Trace, 'stack'>): { text: string; how: 'call' | 'new' | 'super' } | undefined {
    const [inner] = this.framesOf(stack);
    const index = inner ? this.markOf(inner) : -1;
    const callee = this.flow.steps[index]?.callee;
    // What follows without a mark may have called something as well.
    if (!callee || this.unmarkedAfter(index).some(({ kind }) => kind === 'iterate' || kind === 'next'))
      return undefined;
    return { text: this.code.slice(callee.from, callee.to).replace(/\s+/g, ' '), how: callee.how };
  }

  /**
   * The loop that does not end, from where the engine was. It knows the line of the latest call or property access, which for
   * a loop without any may lie before the loop: it is then the one that comes next.
   */
  endlessLoopAt(position: Position): Position {
    if (this.loops.some(({ from, to }) => from.line <= position.line && position.line <= to)) return position;
    return this.loops.find(({ from }) => from.line >= position.line)?.from ?? position;
  }

  private offsetOf(trace: Trace): number | undefined {
    const frames = this.framesOf(trace.stack);
    const inner = trace.isOfOwnClass ? this.afterConstructors(frames) : frames;
    const [failed, below] = inner;
    const outermost = inner.find(({ at }) => at !== undefined)?.at;
    if (failed?.at === undefined || trace.isOfOwnClass) return outermost;
    // The functions that set the fields of a class are said to begin at the file's very beginning.
    const isField = failed.at === 0 && failed.isAnonymous && below?.at !== undefined;
    const index = this.markOf(failed);
    const steps = isField ? this.unmarkedFrom(0, this.fieldsAbove(below)) : this.unmarkedAfter(index);
    const [, ...kinds] = SAYS.find(([says]) => says.test(trace.message)) ?? [];
    const found =
      this.constantFor(trace.message, index, steps) ?? steps.find(({ kind }) => kinds.some((each) => each === kind));
    return found?.at ?? (isField ? below.at : failed.at);
  }

  private framesOf(stack: string): Frame[] {
    const lines = stack.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => {
      const at = /solution\.ts:([1-9]\d{0,5})(?::([1-9]\d{0,5}))?\)?$/.exec(line);
      return {
        at: at ? this.toOffset(Number(at[1]), Number(at[2] ?? 1)) : undefined,
        isAnonymous: line.includes('at <anonymous> ('),
      };
    });
  }

  /** Without the constructors through which an error of the learner's own class was made: `throw new NotFound()` is its place. */
  private afterConstructors(frames: Frame[]): Frame[] {
    const isConstructor = (frame: Frame): boolean =>
      this.flow.classes.some(({ to, extends: derived }) => derived && frame.at === to - 1) ||
      this.flow.steps[this.markOf(frame)]?.callee?.how === 'super';
    const first = frames.findIndex((frame) => !isConstructor(frame));
    return first < 0 ? frames : frames.slice(first);
  }

  /** The mark that a frame names, by number: the last at its place; -1 when there is none. */
  private markOf({ at, isAnonymous }: Frame): number {
    if (at === 0 && isAnonymous) return 0;
    return (at === undefined ? undefined : this.marks.get(at)) ?? -1;
  }

  /** What is laid down after a mark and before the next one of the same function. */
  private unmarkedAfter(index: number): Step[] {
    const mark = this.flow.steps[index];
    return mark ? this.unmarkedFrom(index + 1, mark.within) : [];
  }

  /** What a function lays down from there on and before its next mark, those aside of where it begins. */
  private unmarkedFrom(first: number, number: number | undefined): Step[] {
    const { steps } = this.flow;
    const found: Step[] = [];
    for (let index = first; index < steps.length; index++) {
      const step = steps[index] as Step;
      if (step.within !== number || step.begins) continue;
      if (step.kind === 'mark') break;
      found.push(step);
    }
    return found;
  }

  /** The function that sets the fields of a class, from the place of what called it: its constructor, or what defines it. */
  private fieldsAbove(below: Frame): number | undefined {
    const { classes, steps } = this.flow;
    const { at = 0 } = below;
    const { within } = steps[this.markOf(below)] ?? {};
    const made = classes.find(({ to, constructors }) => at === to - 1 || constructors === within);
    return made ? made.fields : classes.find((each) => each.within === within && each.from >= at)?.statics;
  }

  /**
   * The write to a constant. What comes after it can never run, and QuickJS gives it the last place of that: so it is the
   * nearest before. A property of the same name that cannot be written has the same message.
   */
  private constantFor(message: string, index: number, after: readonly Step[]): Step | undefined {
    const name = IS_READ_ONLY.exec(message)?.[1];
    const property = after.find(({ kind }) => kind === 'write');
    if (name === undefined || (property && (property.name ?? name) === name)) return undefined;
    const { within } = this.flow.steps[index] ?? {};
    const isIt = (step: Step): boolean => step.kind === 'constant' && step.name === name && step.within === within;
    return this.flow.steps.slice(0, index).findLast(isIt) ?? this.flow.steps.find(isIt);
  }
}

/** A place for the middle of a sentence, such as ` at line 3, in count`; nothing where it is not known. */
export function wordsFor(position: Position | undefined, stack: string): string {
  if (!position) return '';
  const name = /at ([\w$.]+) \(solution\.ts/.exec(stack)?.[1];
  return ` at line ${position.line}${name && name !== 'anonymous' ? `, in ${name}` : ''}`;
}
