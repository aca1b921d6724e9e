/**
 * Text that somebody else wrote, made safe to look at. A terminal obeys control characters, and so does the direction of
 * reading; others are not seen at all. Each of them is written as the escape that stands for it in JSON and in TypeScript,
 * so that what is shown is what is there, and so that JSON stays the same JSON.
 */

/**
 * Controls, marks of direction and of width, separators of lines and paragraphs, tags, halves of surrogate pairs, private
 * characters, and whatever else is drawn as nothing. The two that choose how an emoji is drawn may stay.
 */
const UNSEEN =
  /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** The text on one line, with an escape such as `\u001b` or `\n` for everything that is no sign. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escaped);
}

/** As `visible`, but line breaks (`\n`) stay. Of JSON it makes the same JSON, which may then be shown anywhere. */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN, (character) => (character === '\n' ? character : escaped(character)));
}

function escaped(character: string): string {
  // JSON has short names for some of the controls, and leaves others as they are.
  const short = JSON.stringify(character).slice(1, -1);
  if (short !== character) return short;
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
