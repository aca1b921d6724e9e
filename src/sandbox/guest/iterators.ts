/**
 * The lazy methods of iterators, put right. QuickJS closes the iterator below by calling its `return` whether it has one or
 * not, and those of arrays, maps and sets have none: `values().map(f).take(1)` throws. Here such an iterator gets a stand-in
 * that asks when it is closed. An iterator with a `return` is handed on as it is.
 */
import { apply, create, iteratorPrototype } from './primordials.ts';
import { define } from './properties.ts';

type Lazy = (this: unknown, argument: unknown) => unknown;
type Method = (...args: unknown[]) => unknown;
type Below = Record<'next' | 'return', Method | undefined>;

const closable = (iterator: unknown): unknown => {
  if (typeof iterator !== 'object' || iterator === null) return iterator;
  const below = iterator as Below;
  if (below.return !== undefined && below.return !== null) return iterator;
  const { next } = below;
  const standIn = create(null);
  define(standIn, 'next', () => apply(next as Method, below, []));
  define(standIn, 'return', () => {
    const close = below.return;
    if (close !== undefined && close !== null) apply(close, below, []);
    const ended = create(null);
    define(ended, 'done', true);
    return ended;
  });
  return standIn;
};

/** The method with its fault mended. */
const mended = (name: string, real: Lazy): Lazy => {
  const holder = {
    [name](this: unknown, argument: unknown): unknown {
      return apply(real, closable(this), [argument]);
    },
  };
  return holder[name] as Lazy;
};

const of = (name: string): Lazy => mended(name, (iteratorPrototype as Record<string, Lazy>)[name] as Lazy);

/** In the place of those of `Iterator.prototype`. */
export const drop = of('drop');
export const filter = of('filter');
export const flatMap = of('flatMap');
export const map = of('map');
export const take = of('take');
