/** How figures and lists are put into words in everything that a design lab says. */

/** '99.9 %'. Cut off, not rounded: 99.96 % is not yet 100 %. */
export const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toLocaleString('en-GB')} %`;

/** '$5.75'. */
export const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

/** '1,500'. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** 'a, b and c'. */
export const inSeries = (parts: readonly string[], last: 'and' | 'or' = 'and'): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;

/** '1 copy', '2.5 copies'. */
export const copiesOf = (count: number): string => (count === 1 ? '1 copy' : `${Number(count.toFixed(1))} copies`);

/** Sentences as they follow another one. */
export const following = (sentences: readonly string[]): string => sentences.map((sentence) => ` ${sentence}`).join('');
