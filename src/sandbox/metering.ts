/**
 * Charges what QuickJS does in loops of its own. The engine counts calls and backward jumps of the interpreter; a search, a sort or a
 * copy inside one built-in is a loop of the WebAssembly itself, and would cost nothing. This pass over the engine's bytes lets each
 * further turn of such a loop take a unit of fuel, and stops the machine when there is none left. How many it takes depends on the
 * work alone, so that it is the same on every computer.
 */
import { sitesIn, unsigned, WasmReader } from './wasm-reader.ts';

/** The name under which the engine exports its fuel: a mutable global of 64 bits. Below 0, the next turn of a loop traps. */
export const FUEL = 'fuel';

/** Bytes that are copied or filled in one go for a unit, as a power of two. */
const BYTES_PER_UNIT = 3;

/** Only the interpreter's dispatch of instructions has more branches than this, and its turns are counted as steps already. */
const MOST_BRANCHES = 200;

export interface Metered {
  bytes: Uint8Array<ArrayBuffer>;
  /** Loops that are charged. */
  loops: number;
  /** Loops around the dispatch of instructions, which are not. */
  dispatches: number;
  /** Copies and fills of memory, which are charged by their length. */
  bulks: number;
}

interface Section {
  id: number;
  content: Uint8Array;
}

const [TYPES, IMPORTS, FUNCTIONS, GLOBALS, EXPORTS, CODE] = [1, 2, 3, 6, 7, 10];
const [I32, I64] = [0x7f, 0x7e];
const A_FUNCTION = 0;
const A_GLOBAL = 3;
const [I64_CONST, I64_ADD, I64_SUB, I64_LESS] = [0x42, 0x7c, 0x7d, 0x53];
const [GET_LOCAL, GET_GLOBAL, SET_GLOBAL, CALL] = [0x20, 0x23, 0x24, 0x10];
const [IF, WITHOUT_RESULT, UNREACHABLE, END] = [0x04, 0x40, 0x00, 0x0b];

/** Adds the charges to an engine. Throws for one that is not as QuickJS's is, such as one with instructions not met before. */
export function metered(engine: Uint8Array): Metered {
  const sections = readSections(engine);
  const contentOf = (id: number): Uint8Array => {
    const section = sections.find((each) => each.id === id);
    if (!section) throw new Error(`The engine has no section ${id}.`);
    return section.content;
  };
  const count = (id: number): number => new WasmReader(contentOf(id)).number();
  const imported = kindsOfImports(contentOf(IMPORTS));
  const countImported = (kind: number): number => imported.filter((each) => each === kind).length;

  const fuel = unsigned(countImported(A_GLOBAL) + count(GLOBALS));
  const chargeBytes = unsigned(countImported(A_FUNCTION) + count(FUNCTIONS));
  const refund = [GET_GLOBAL, ...fuel, I64_CONST, 1, I64_ADD, SET_GLOBAL, ...fuel];
  const charge = [GET_GLOBAL, ...fuel, I64_CONST, 1, I64_SUB, SET_GLOBAL, ...fuel];
  const trap = [GET_GLOBAL, ...fuel, I64_CONST, 0, I64_LESS, IF, WITHOUT_RESULT, UNREACHABLE, END];
  const counts = { loops: 0, dispatches: 0, bulks: 0 };

  const chargedBody = (body: Uint8Array): Uint8Array => {
    const parts: Uint8Array[] = [];
    let done = 0;
    const insert = (at: number, code: number[]): void => {
      parts.push(body.subarray(done, at), Uint8Array.from(code));
      done = at;
    };
    for (const site of sitesIn(body)) {
      if (site.kind === 'bulk') {
        counts.bulks++;
        // The length is on top of the stack, and the function hands it back.
        insert(site.from, [CALL, ...chargeBytes]);
      } else if (site.branches > MOST_BRANCHES) counts.dispatches++;
      else {
        counts.loops++;
        // The charge is met by the first turn as well, which is no repetition.
        insert(site.from, refund);
        insert(site.to, [...charge, ...trap]);
      }
    }
    return joined([...parts, body.subarray(done)]);
  };

  const added = new Map([
    [FUNCTIONS, unsigned(typeFromI32ToI32(contentOf(TYPES)))],
    [GLOBALS, [I64, 1, I64_CONST, 0, END]],
    [EXPORTS, [FUEL.length, ...new TextEncoder().encode(FUEL), A_GLOBAL, ...fuel]],
  ]);
  const bytes = sections.map(({ id, content }) => {
    const more = added.get(id);
    if (id === CODE) return section(id, vector([...bodiesIn(content).map(chargedBody), chargeBody(fuel)].map(sized)));
    if (!more) return section(id, content);
    const reader = new WasmReader(content);
    const items = reader.number();
    return section(id, joined([unsigned(items + 1), content.subarray(reader.at), more]));
  });
  return { bytes: joined([engine.subarray(0, 8), ...bytes]), ...counts };
}

/** A function that takes a length in bytes, charges for it, and returns it. */
function chargeBody(fuel: number[]): Uint8Array {
  const [SHIFT_RIGHT, TO_I64, I32_CONST] = [0x76, 0xad, 0x41];
  const units = [GET_LOCAL, 0, I32_CONST, BYTES_PER_UNIT, SHIFT_RIGHT, TO_I64];
  const noLocals = 0;
  return Uint8Array.from([noLocals, GET_GLOBAL, ...fuel, ...units, I64_SUB, SET_GLOBAL, ...fuel, GET_LOCAL, 0, END]);
}

function readSections(engine: Uint8Array): Section[] {
  const reader = new WasmReader(engine, 8);
  const sections: Section[] = [];
  while (!reader.isAtEnd) sections.push({ id: reader.byte(), content: reader.take(reader.number()) });
  return sections;
}

/** What kind each import is of, in their order. */
function kindsOfImports(content: Uint8Array): number[] {
  const reader = new WasmReader(content);
  return Array.from({ length: reader.number() }, () => {
    reader.take(reader.number());
    reader.take(reader.number());
    const kind = reader.byte();
    const A_MEMORY = 2;
    if (kind === A_FUNCTION) reader.skipNumbers(1);
    else if (kind === A_MEMORY) reader.skipNumbers(reader.byte() & 1 ? 2 : 1);
    else throw new Error(`The engine has an import of a kind that is not known: ${kind}.`);
    return kind;
  });
}

/** The index of the type of functions that take an i32 and return one. */
function typeFromI32ToI32(content: Uint8Array): number {
  const reader = new WasmReader(content);
  const types = Array.from({ length: reader.number() }, () => {
    reader.byte();
    return [[...reader.take(reader.number())], [...reader.take(reader.number())]];
  });
  const found = types.findIndex((type) => type.every((values) => values.length === 1 && values[0] === I32));
  if (found < 0) throw new Error('The engine has no function that takes an i32 and returns one.');
  return found;
}

function bodiesIn(content: Uint8Array): Uint8Array[] {
  const reader = new WasmReader(content);
  return Array.from({ length: reader.number() }, () => reader.take(reader.number()));
}

const vector = (items: Uint8Array[]): Uint8Array => joined([unsigned(items.length), ...items]);
const sized = (content: Uint8Array): Uint8Array => joined([unsigned(content.length), content]);
const section = (id: number, content: Uint8Array): Uint8Array => joined([[id], sized(content)]);

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
