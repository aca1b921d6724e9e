/** What the search shows of a page is text, whatever the page holds. */
import { expect, test } from 'vitest';
import { piecesOf } from '../../src/search/found.ts';

test('an excerpt is text in pieces, those that were found apart', () => {
  expect(piecesOf('at 5 &lt; 6 <mark>servers &amp; queues</mark>, &quot;x&quot; <mark>y</mark>')).toEqual([
    { text: 'at 5 < 6 ', found: false },
    { text: 'servers & queues', found: true },
    { text: ', "x" ', found: false },
    { text: 'y', found: true },
  ]);
  expect(piecesOf('&amp;lt;script&amp;gt;')).toEqual([{ text: '&lt;script&gt;', found: false }]);
});
