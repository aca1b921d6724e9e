/**
 * The worker that finds the colours of a learner's text, with the grammar that also colours the still code of a page. Some texts take its
 * regular expressions for ever: here they hold up nobody, and the worker can be ended.
 */
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript';
import grammar from '@shikijs/langs/typescript';
import { createHighlighterCore } from 'shiki/core';
import { light, shadeOf } from './palette.ts';

/** Characters of a line beyond which it stays without colours: what its regular expressions cost grows with the square of it. */
const LONGEST_LINE = 1_000;
/** Milliseconds after which the rest of a line stays without colours. */
const LONGEST_COLOURING = 500;

/** The first lines take long, since the grammar is compiled as it is used: it is used here before anybody waits for it. */
const SAMPLE = `/** x */ import { a } from 'b'; // y
export class A<T> extends B { readonly #c = /d+/g; async *e(f: number[] = [1]): Promise<void> { for (const g of f) yield \`h\${g}\`; } }
const i = (j?: string): boolean => typeof j === 'object' && new Map([[j, null]]).size > 0x1;
type K = { [l in keyof M]: N }; interface O { p(): unknown; } switch (q) { case 1: throw r; default: }`;

const highlighter = await createHighlighterCore({
  themes: [light],
  langs: [grammar],
  engine: createJavaScriptRegexEngine(),
});

/** For each coloured piece of the text, as an editor takes them: lines and characters since the one before, length, shade, nothing. */
function paint(text: string, tokenizeTimeLimit: number): Uint32Array {
  const data: number[] = [];
  let [lineBefore, startBefore] = [0, 0];
  const { tokens } = highlighter.codeToTokens(text, {
    lang: 'typescript',
    theme: 'headroom-light',
    tokenizeMaxLineLength: LONGEST_LINE,
    tokenizeTimeLimit,
  });
  for (const [line, pieces] of tokens.entries()) {
    let start = 0;
    for (const { content, color } of pieces) {
      if (content.trim() !== '') {
        data.push(
          line - lineBefore,
          line === lineBefore ? start - startBefore : start,
          content.length,
          shadeOf(color),
          0,
        );
        [lineBefore, startBefore] = [line, start];
      }
      start += content.length;
    }
  }
  return Uint32Array.from(data);
}

paint(SAMPLE, 0);
addEventListener('message', ({ data }: MessageEvent<string>) => {
  const painted = paint(data, LONGEST_COLOURING);
  postMessage(painted, { transfer: [painted.buffer] });
});
postMessage('ready');
