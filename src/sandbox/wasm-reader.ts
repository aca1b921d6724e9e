/** WebAssembly's binary format, as far as QuickJS's engine uses it: numbers, sections, and the loops of a function's code. */

/** Walks over bytes. Throws at their end, and for what it does not know. */
export class WasmReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error('The engine’s bytes end too early.');
    return byte;
  }

  /** An unsigned number of up to 32 bits. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** Goes past numbers whose values do not matter, signed ones too. */
  skipNumbers(count: number): void {
    for (let left = count; left > 0; left--) while (this.byte() >= 0x80);
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Error('The engine’s bytes end too early.');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** An unsigned number as the format writes it. */
export function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(Math.floor(value / 0x80))];
}

/** A place in a function's code that does more work than one instruction. */
export type Site =
  /** `from` is where the loop's instruction begins, `to` where its first turn does; `branches` is its largest table of branches. */
  { kind: 'loop'; from: number; to: number; branches: number } | { kind: 'bulk'; from: number };

/** The loops and the copies and fills of memory in the body of a function: its locals and its code. */
export function sitesIn(body: Uint8Array): Site[] {
  const reader = new WasmReader(body);
  for (let groups = reader.number(); groups > 0; groups--) reader.skipNumbers(2);
  const sites: Site[] = [];
  /** What is open: a loop, or a block of another kind. */
  const open: (Extract<Site, { kind: 'loop' }> | undefined)[] = [];
  while (!reader.isAtEnd) {
    const from = reader.at;
    const code = reader.byte();
    switch (code) {
      case 0x02: // block
      case 0x04: // if
        reader.skipNumbers(1);
        open.push(undefined);
        break;
      case 0x03: {
        reader.skipNumbers(1);
        const loop = { kind: 'loop' as const, from, to: reader.at, branches: 0 };
        open.push(loop);
        sites.push(loop);
        break;
      }
      case 0x0b: // end
        open.pop();
        break;
      case 0x0e: {
        const branches = reader.number();
        reader.skipNumbers(branches + 1);
        for (const loop of open) if (loop) loop.branches = Math.max(loop.branches, branches);
        break;
      }
      case 0xfc:
        if (skipLongCode(reader) === 'bulk') sites.push({ kind: 'bulk', from });
        break;
      default:
        skipImmediates(reader, code);
    }
  }
  return sites;
}

/** Codes of two parts: conversions that saturate, and memory in bulk. */
function skipLongCode(reader: WasmReader): 'bulk' | undefined {
  const code = reader.number();
  if (code <= 7) return undefined;
  if (code !== 0x0a && code !== 0x0b) throw new Error(`The engine has an instruction that is not known: 0xfc ${code}.`);
  reader.skipNumbers(code === 0x0a ? 2 : 1); // memory.copy, memory.fill
  return 'bulk';
}

function skipImmediates(reader: WasmReader, code: number): void {
  if (code === 0x43)
    reader.take(4); // f32.const
  else if (code === 0x44)
    reader.take(8); // f64.const
  else reader.skipNumbers(numbersAfter(code));
}

/** How many numbers follow a code. */
function numbersAfter(code: number): number {
  const between = (first: number, last: number): boolean => first <= code && code <= last;
  if (between(0x45, 0xc4)) return 0; // comparisons, arithmetic, conversions
  if (between(0x28, 0x3e)) return 2; // loads and stores
  if (between(0x20, 0x24)) return 1; // locals and globals
  switch (code) {
    case 0x00: // unreachable
    case 0x01: // nop
    case 0x05: // else
    case 0x0f: // return
    case 0x1a: // drop
    case 0x1b: // select
      return 0;
    case 0x0c: // br
    case 0x0d: // br_if
    case 0x10: // call
    case 0x3f: // memory.size
    case 0x40: // memory.grow
    case 0x41: // i32.const
    case 0x42: // i64.const
      return 1;
    case 0x11: // call_indirect
      return 2;
  }
  throw new Error(`The engine has an instruction that is not known: 0x${code.toString(16)}.`);
}
