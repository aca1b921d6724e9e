/**
 * Actors remembered by what they have been told. A deterministic actor is where its inputs have led it, so what it does about an input
 * is asked once and then known, in whatever schedule the same inputs come again: thousands of schedules cost few calls. On a miss an
 * actor that stands where the history ends goes on; if there is none, a new one is told the whole history first.
 */
import { GuestClosed } from '#grading';
import type { Effect, Explorable, Input } from './actor.ts';
import { copyOf, textOf } from './plain-data.ts';

/** An effect as it is remembered: with the text of its message, by which messages are told apart. */
export type Done<Answer> = Effect<Answer> & { readonly text: string };

/** What an actor has been told, in order. Two actors of one name were told the same exactly when their histories are the same object. */
export interface History<Ask, Answer> {
  /** No two histories of a memory have the same number. */
  readonly number: number;
  readonly actor: string;
  readonly before: History<Ask, Answer> | undefined;
  /** What it was told last; nothing at the beginning. */
  readonly input: Input<Ask> | undefined;
  /** What it did about that. */
  readonly effects: readonly Done<Answer>[];
  /** What it threw instead. Nothing can be told to it after that. */
  readonly fault: { readonly thrown: unknown } | undefined;
  readonly next: Map<string, History<Ask, Answer>>;
}

export class Memory<Ask, Answer> {
  /** How many times an actor was told something, replays included. */
  told = 0;
  readonly #create: (actor: string) => Explorable<Ask, Answer>;
  readonly #roots = new Map<string, History<Ask, Answer>>();
  /** Actors that stand at the end of a history, by its number. */
  readonly #standing = new Map<number, Explorable<Ask, Answer>>();
  #histories = 0;

  /** `create` makes the actor of a name. It is started here. */
  constructor(create: (actor: string) => Explorable<Ask, Answer>) {
    this.#create = create;
  }

  /** The history of an actor that has been told nothing. */
  beginning(actor: string): History<Ask, Answer> {
    let root = this.#roots.get(actor);
    if (!root) {
      root = this.#history(actor, undefined, undefined, []);
      this.#roots.set(actor, root);
    }
    return root;
  }

  /** How many different histories are known. */
  get histories(): number {
    return this.#histories;
  }

  /** The history with one more input, of which `text` says all that the actor is told. */
  after(history: History<Ask, Answer>, input: Input<Ask>, text: string): History<Ask, Answer> {
    const known = history.next.get(text);
    if (known) return known;
    const found = this.#ask(history, input);
    history.next.set(text, found);
    return found;
  }

  #ask(history: History<Ask, Answer>, input: Input<Ask>): History<Ask, Answer> {
    try {
      const [actor, emitted] = this.#tell(history, input);
      const effects = [...emitted].map((effect) => ({
        ...effect,
        text: effect.do === 'reply' ? '' : textOf(effect.message),
      }));
      const found = this.#history(history.actor, history, input, effects);
      this.#standing.set(found.number, actor);
      return found;
    } catch (thrown) {
      return this.#history(history.actor, history, input, [], { thrown });
    }
  }

  /** Tells an actor that has been told this history. One that stands there is handed over. */
  #tell(
    history: History<Ask, Answer>,
    input: Input<Ask>,
  ): [actor: Explorable<Ask, Answer>, emitted: Iterable<Effect<Answer>>] {
    this.told++;
    const standing = this.#standing.get(history.number);
    if (standing) {
      this.#standing.delete(history.number);
      try {
        return [standing, standing.exec(copied(input))];
      } catch (thrown) {
        // The machine that it was on has been given to another since.
        if (!(thrown instanceof GuestClosed)) throw thrown;
      }
    }
    const actor = this.#toldAll(history);
    return [actor, actor.exec(copied(input))];
  }

  /** A new actor that has been told this history. */
  #toldAll(history: History<Ask, Answer>): Explorable<Ask, Answer> {
    const actor = this.#create(history.actor);
    actor.start();
    const story = storyOf(history).map(({ event, does }) => ({ event: copied(event), does }));
    this.told += story.length;
    if (actor.play) actor.play(story);
    else for (const { event } of story) for (const _effect of actor.exec(event));
    return actor;
  }

  #history(
    actor: string,
    before: History<Ask, Answer> | undefined,
    input: Input<Ask> | undefined,
    effects: readonly Done<Answer>[],
    fault?: { thrown: unknown },
  ): History<Ask, Answer> {
    return { number: this.#histories++, actor, before, input, effects, fault, next: new Map() };
  }
}

/** All inputs of a history and what was done about each, the first one first. */
export function storyOf<Ask, Answer>(
  history: History<Ask, Answer>,
): { event: Input<Ask>; does: readonly Done<Answer>[] }[] {
  const story: ReturnType<typeof storyOf<Ask, Answer>> = [];
  for (let at: History<Ask, Answer> | undefined = history; at?.input; at = at.before)
    story.push({ event: at.input, does: at.effects });
  return story.reverse();
}

/** What is sent is copied on its way: who changes what it was told changes nothing elsewhere. */
function copied<Ask>(input: Input<Ask>): Input<Ask> {
  return 'message' in input ? { ...input, message: copyOf(input.message) } : { ...input, asked: { ...input.asked } };
}
