/**
 * Texts over which TypeScript's parser looks ahead again and again. At a word that may begin a declaration it reads on to the last of a row
 * of such words, once for each of them: ten thousand in a row, which mean nothing, would take it half a minute.
 */

const MODIFIERS = new Set(
  'abstract accessor async const declare default export in override out private protected public readonly static'.split(
    ' ',
  ),
);

/** Words in a row that no program has. */
const MOST_IN_A_ROW = 100;

const TOKEN = /((?:[\w$]|\\u\{?[\da-f]*\}?)+)|\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|\s+|[\s\S]/giy;

/** Where a row of such words grows too long; undefined when none does. One pass over the text. */
export function endlessLookahead(text: string): number | undefined {
  TOKEN.lastIndex = 0;
  let inARow = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const [token, word] = found;
    // A word with an escape in it may be one of them.
    if (word !== undefined) inARow = MODIFIERS.has(word) || word.includes('\\') ? inARow + 1 : 0;
    else if (!/^(\s|\/[/*])/.test(token)) inARow = 0;
    if (inARow > MOST_IN_A_ROW) return found.index;
  }
  return undefined;
}
