/** Where a lesson sends its readers in another one: looked up while the site is built. */
import type { Stop } from './course.ts';

/**
 * The number of a lesson, and its address if it is written. `anchorsOf` gives all the places that a lesson has. Throws a sentence for the
 * author where there is no such lesson or place.
 */
export async function crossReference<Each extends Pick<Stop, 'slug' | 'number' | 'href'>>(
  stops: readonly Each[],
  anchorsOf: (stop: Each) => Promise<readonly string[]>,
  slug: string,
  at?: string,
): Promise<{ number: number; href: string | undefined }> {
  const stop = stops.find((other) => other.slug === slug);
  if (!stop) {
    throw new Error(`There is no lesson "${slug}" to see. There are: ${stops.map((other) => other.slug).join(', ')}.`);
  }
  const { number, href } = stop;
  if (href === undefined || at === undefined) return { number, href };
  const anchors = await anchorsOf(stop);
  if (anchors.includes(at)) return { number, href: `${href}#${at}` };
  throw new Error(`The lesson "${slug}" has no place "${at}". It has: ${anchors.join(', ')}.`);
}
