/** A link carries any code there and back, and a hostile or damaged one is refused before it does harm. */
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fromFragment, toFragment } from '../../src/workbench/share.ts';

const link = (content: string | Uint8Array, form = '1.'): string =>
  `#shared=${form}${deflateRawSync(content).toString('base64url')}`;
const refusalOf = async (hash: string): Promise<string> => {
  const read = await fromFragment(hash);
  return read && 'refused' in read ? read.refused : `not refused: ${JSON.stringify(read)?.slice(0, 80)}`;
};

test.each(['', 'export const a = 1;\n', '\uFEFF// ½ “quoted” 🎈 \r\n\t\0', 'x'.repeat(100_000), '½'.repeat(100_000)])(
  'code comes back as it was (%#)',
  async (code) => {
    const hash = await toFragment(code);
    expect(hash).toMatch(/^#shared=1\.[\w-]*$/);
    expect(await fromFragment(hash)).toEqual({ code });
  },
);

test('code that hardly deflates still fits', async () => {
  let state = 1;
  const code = Array.from({ length: 100_000 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (state % 20_000));
  }).join('');
  expect(await fromFragment(await toFragment(code))).toEqual({ code });
});

test('an address that carries no code is none of this', async () => {
  for (const hash of ['', '#', '#results', '#scene=x&seed=1', '#share=1.x'])
    expect(await fromFragment(hash)).toBeUndefined();
});

test('more than the editor takes is refused, however small it came, and long before all of it is unfolded', async () => {
  expect(await refusalOf(link('x'.repeat(100_001)))).toContain('more than 100,000 characters');
  expect(await refusalOf(link(new Uint8Array(30_000_000)))).toContain('more than 100,000 characters');
  expect(await refusalOf(`#shared=1.${'A'.repeat(600_000)}`)).toContain('more than 100,000 characters');
});

test('a damaged link is refused in a sentence', async () => {
  const whole = await toFragment(`const text = '${Math.PI}';`.repeat(40));
  for (const hash of [
    '#shared=',
    '#shared=1.',
    '#shared=1.!!!',
    '#shared=1.A',
    '#shared=x',
    whole.slice(0, -20),
    link(new Uint8Array([0xff, 0xfe])),
  ])
    expect(await refusalOf(hash), hash).toContain('damaged');
  expect(await refusalOf('#shared=2.AAAA')).toContain('later version');
});
