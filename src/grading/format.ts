/**
 * Values as a learner would write them. Everything a report shows of a value goes through here, so it is short, on one
 * line, and unambiguous: strings are quoted, `-0`, `NaN` and characters that nobody sees are visible, long things are cut
 * in the middle of nowhere with an ellipsis and their length.
 */
import { visible } from '#words';
import { GuestError } from './guest.ts';

const MAX_TEXT = 400;
const MAX_STRING = 120;
const MAX_ITEMS = 24;
const MAX_DEPTH = 6;

/** Formats any host value as TypeScript-like text of at most about 400 characters. Never throws. */
export function format(value: unknown): string {
  const text = visible(formatAt(value, 0, []));
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}

/** Formats a call, for example `partition("a", 3)`. */
export function formatCall(name: string, args: readonly unknown[]): string {
  return `${name}(${args.map((argument) => format(argument)).join(', ')})`;
}

function formatString(text: string): string {
  const quoted = JSON.stringify(text.length > MAX_STRING ? text.slice(0, MAX_STRING) : text);
  return text.length > MAX_STRING ? `${quoted.slice(0, -1)}…" (${text.length} characters)` : quoted;
}

function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function formatAt(value: unknown, depth: number, ancestors: readonly unknown[]): string {
  switch (typeof value) {
    case 'string':
      return formatString(value);
    case 'number':
      return formatNumber(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return `a function${value.name ? ` (${value.name})` : ''}`;
    case 'object':
      return value === null ? 'null' : formatObject(value, depth, ancestors);
    default:
      return String(value);
  }
}

function formatObject(value: object, depth: number, ancestors: readonly unknown[]): string {
  if (ancestors.includes(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return Array.isArray(value) ? '[…]' : '{…}';
  const inner = [...ancestors, value];
  const list = (items: readonly unknown[], total: number): string[] => {
    const shown = items.slice(0, MAX_ITEMS).map((item) => formatAt(item, depth + 1, inner));
    return total > MAX_ITEMS ? [...shown, `… ${total - MAX_ITEMS} more`] : shown;
  };
  if (Array.isArray(value)) return `[${list(value, value.length).join(', ')}]`;
  if (value instanceof Map) {
    const entries = [...value]
      .slice(0, MAX_ITEMS)
      .map(([k, v]) => `${formatAt(k, depth + 1, inner)} → ${formatAt(v, depth + 1, inner)}`);
    if (value.size > MAX_ITEMS) entries.push(`… ${value.size - MAX_ITEMS} more`);
    return `Map(${value.size}) {${entries.join(', ')}}`;
  }
  if (value instanceof Set) return `Set(${value.size}) {${list([...value], value.size).join(', ')}}`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof GuestError) return value.summary;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Promise) return 'a Promise';
  if (ArrayBuffer.isView(value) && 'length' in value) {
    const items = Array.from(value as unknown as ArrayLike<unknown>);
    return `${value.constructor.name} [${list(items, items.length).join(', ')}]`;
  }
  // Methods of a class are no properties, but say what an object is.
  const keys = Object.getOwnPropertyNames(value);
  const fields = keys.slice(0, MAX_ITEMS).map((key) => {
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : formatString(key);
    // A getter is the learner's code: it may throw, and describing a failure must not run it once more.
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    return `${name}: ${descriptor?.get ? '[getter]' : formatAt(descriptor?.value, depth + 1, inner)}`;
  });
  if (keys.length > MAX_ITEMS) fields.push(`… ${keys.length - MAX_ITEMS} more`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
