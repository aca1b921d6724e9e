/** The texts that the cluster counts: real ones, long enough that words repeat, short enough that every record can be a dot. */
import { CORPUS } from './corpus.ts';

/** The opening of Lewis Carroll's Alice's Adventures in Wonderland (1865). */
const alice = `Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do:
once or twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it, “and
what is the use of a book,” thought Alice “without pictures or conversations?”

So she was considering in her own mind (as well as she could, for the hot day made her feel very sleepy and stupid),
whether the pleasure of making a daisy-chain would be worth the trouble of getting up and picking the daisies, when
suddenly a White Rabbit with pink eyes ran close by her.

There was nothing so very remarkable in that; nor did Alice think it so very much out of the way to hear the Rabbit say to
itself, “Oh dear! Oh dear! I shall be late!” (when she thought it over afterwards, it occurred to her that she ought to
have wondered at this, but at the time it all seemed quite natural); but when the Rabbit actually took a watch out of its
waistcoat-pocket, and looked at it, and then hurried on, Alice started to her feet, for it flashed across her mind that
she had never before seen a rabbit with either a waistcoat-pocket, or a watch to take out of it, and burning with
curiosity, she ran across the field after it, and fortunately was just in time to see it pop down a large rabbit-hole
under the hedge.

In another moment down went Alice after it, never once considering how in the world she was to get out again.

The rabbit-hole went straight on like a tunnel for some way, and then dipped suddenly down, so suddenly that Alice had not
a moment to think about stopping herself before she found herself falling down a very deep well.

Either the well was very deep, or she fell very slowly, for she had plenty of time as she went down to look about her and
to wonder what was going to happen next. First, she tried to look down and make out what she was coming to, but it was too
dark to see anything; then she looked at the sides of the well, and noticed that they were filled with cupboards and
book-shelves; here and there she saw maps and pictures hung upon pegs.`;

/** What Jack built, and what each one did to the one before: each verse adds a line to the last (a nursery rhyme, printed in 1755). */
const rhyme: readonly (readonly [who: string, did: string])[] = [
  ['the house that Jack built', ''],
  ['the malt', 'lay in'],
  ['the rat', 'ate'],
  ['the cat', 'killed'],
  ['the dog', 'worried'],
  ['the cow with the crumpled horn', 'tossed'],
  ['the maiden all forlorn', 'milked'],
  ['the man all tattered and torn', 'kissed'],
  ['the priest all shaven and shorn', 'married'],
  ['the cock that crowed in the morn', 'waked'],
  ['the farmer sowing his corn', 'kept'],
];

function verse(last: number): string {
  const lines = [`This is ${rhyme[last]![0]}`];
  for (let line = last; line > 0; line--) lines.push(`that ${rhyme[line]![1]} ${rhyme[line - 1]![0]}`);
  return `${lines.join('\n')}.`;
}

/** The example that lesson 6 works by hand: three splits, a line each. */
const log = `view pay view view
pay view cart
cart view pay pay`;

export const texts = {
  alice,
  log,
  jack: rhyme.map((_, last) => verse(last)).join('\n\n'),
  /** Those that the suite counts. */
  scripts: CORPUS.map(({ text }) => text).join('\n\n'),
};
