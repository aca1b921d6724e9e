/** The engine's messages in words that help: what was called that is no function, and what labs do not have. */
import { UNSUPPORTED_MEMBERS, UNSUPPORTED_NAMES } from '../unsupported.ts';

/** Characters of what was called, as it is written, that a message repeats. */
const MOST_CALLEE = 60;

/** An error's message, with advice where it is about something that labs do not have. */
export function withAdvice(
  type: string,
  message: string,
  callee?: { text: string; how: 'call' | 'new' | 'super' },
): string {
  if (type === 'ReferenceError')
    return advised(message, UNSUPPORTED_NAMES, /^'?([\w$]+)'? is not defined/.exec(message)?.[1]);
  const isUncallable = type === 'TypeError' && message === 'not a function';
  if (!isUncallable || !callee || callee.how === 'super' || callee.text.length > MOST_CALLEE) return message;
  const named = `${callee.text} is not a ${callee.how === 'new' ? 'constructor' : 'function'}`;
  return advised(named, UNSUPPORTED_MEMBERS, callee.text);
}

function advised(message: string, list: Readonly<Record<string, string>>, name: string | undefined): string {
  return name !== undefined && Object.hasOwn(list, name) ? `${message}. ${list[name]}.` : message;
}
