/** The pass over the engine: where it charges, and what it refuses. What the charges come to is in ../guest.test.ts. */
import { expect, test } from 'vitest';
import { meteredEngine } from '../../../src/sandbox/bundle.ts';
import { FUEL, metered } from '../../../src/sandbox/metering.ts';

test('every place in QuickJS where work is done in a loop of its own is charged', async () => {
  // Another engine has other places: look at what it charges then, and measure anew what the labs' limits allow.
  expect(await meteredEngine()).toMatchObject({ loops: 1077, dispatches: 2, bulks: 98 });
});

const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id: number, ...content: number[]): number[] => [id, content.length, ...content];

/** An engine of one function, `work(i32): i32`, with a memory and a global of its own. */
function engineOf(...code: number[]): Uint8Array<ArrayBuffer> {
  const body = [0, ...code, 0x0b];
  return Uint8Array.from([
    ...HEADER,
    ...section(1, 1, 0x60, 1, 0x7f, 1, 0x7f),
    ...section(2, 1, 1, 0x61, 1, 0x61, 2, 0, 1),
    ...section(3, 1, 0),
    ...section(6, 1, 0x7f, 1, 0x41, 0, 0x0b),
    ...section(7, 1, 1, 0x77, 0, 0),
    ...section(10, 1, body.length, ...body),
  ]);
}

const COUNT_DOWN = [0x03, 0x40, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 0];
const FILL = [0x41, 0, 0x41, 1, 0x20, 0, 0xfc, 0x0b, 0, 0x20, 0];

async function run(
  code: number[],
  argument: number,
  units: bigint,
): Promise<{ work: () => number; left: () => bigint }> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { bytes } = metered(engineOf(...code));
  const { instance } = await WebAssembly.instantiate(bytes, { a: { a: memory } });
  const fuel = instance.exports[FUEL] as WebAssembly.Global<'i64'>;
  fuel.value = units;
  return { work: () => (instance.exports.w as (argument: number) => number)(argument), left: () => fuel.value };
}

test('each further turn of a loop takes a unit', async () => {
  for (const turns of [1, 2, 100]) {
    const { work, left } = await run(COUNT_DOWN, turns, 1000n);
    expect([work(), left()]).toEqual([0, 1001n - BigInt(turns)]);
  }
});

test('the turn for which there is no fuel traps', async () => {
  expect((await run(COUNT_DOWN, 11, 10n)).work()).toBe(0);
  const { work, left } = await run(COUNT_DOWN, 12, 10n);
  expect(work).toThrow(WebAssembly.RuntimeError);
  expect(left()).toBe(-1n);
});

test('filling memory takes a unit for eight bytes', async () => {
  for (const [bytes, units] of [
    [7, 0n],
    [8, 1n],
    [4099, 512n],
  ] as const) {
    const { work, left } = await run(FILL, bytes, 1000n);
    expect([work(), left()]).toEqual([bytes, 1000n - units]);
  }
});

test('a loop around a dispatch of instructions is not charged', async () => {
  const branches = Array.from({ length: 202 }, () => 0);
  const dispatch = [0x03, 0x40, 0x02, 0x40, 0x41, 0, 0x0e, 0xc9, 1, ...branches, 0x0b, 0x0b, 0x20, 0];
  const body = [0, ...dispatch, 0x0b];
  const length = [(body.length & 0x7f) | 0x80, body.length >> 7];
  const inner = [1, ...length, ...body];
  const engine = engineOf(...COUNT_DOWN);
  const before = engine.subarray(0, engine.length - 2 - (3 + COUNT_DOWN.length + 1));
  const sized = [10, (inner.length & 0x7f) | 0x80, inner.length >> 7, ...inner];
  expect(metered(Uint8Array.from([...before, ...sized]))).toMatchObject({ loops: 0, dispatches: 1 });
});

test.each([
  ['of vectors', [0xfd, 0], /not known: 0xfd/],
  ['of memory that it has not met', [0xfc, 0x08, 0, 0], /not known: 0xfc 8/],
  ['that throws', [0x08, 0], /not known: 0x8/],
])('an instruction %s is refused', (_what, code, message) => {
  expect(() => metered(engineOf(...code))).toThrow(message);
});

test('bytes that end too early are refused', () => {
  const engine = engineOf(...COUNT_DOWN);
  expect(() => metered(engine.subarray(0, engine.length - 3))).toThrow('end too early');
});
