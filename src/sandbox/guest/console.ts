/** The guest's `console`: every method of it prints to one buffer, which the host takes after each test. */
import { MOST_OUTPUT } from '../crossing.ts';
import { slice } from './primordials.ts';
import { define, own } from './properties.ts';
import { show } from './show.ts';

let output = '';

const print = (...args: unknown[]): void => {
  if (output.length >= MOST_OUTPUT) return;
  let line = '';
  const count = own(args, 'length') as number;
  for (let index = 0; index < count; index++) line += (index ? ' ' : '') + show(own(args, index), 0);
  output = slice(output + line + '\n', 0, MOST_OUTPUT);
};

export const labConsole = {};
const levels = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir'];
for (let index = 0; index < levels.length; index++) define(labConsole, levels[index] as string, print);

/** Whether something was printed that the host has not taken. */
export const hasOutput = (): boolean => output !== '';

/** What was printed since the last call. */
export const takeOutput = (): string => {
  const taken = output;
  output = '';
  return taken;
};
