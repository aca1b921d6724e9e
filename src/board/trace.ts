/** A trace of load, dropped in or pasted: a line for each step, with the second from which it holds and the requests per second. */
import type { RateStep } from '#simulation';
import { number, quoted } from '#words';

/** Steps that a trace may have, and requests per second that one may ask for. */
export const MOST_STEPS = 5_000;
export const MOST_RATE = 20_000;

/** The steps, or what is wrong and in which line. */
export type Traced = { steps: RateStep[] } | { problem: string };

/** With one number a line, each holds for a second. Numbers are parted by a comma, a semicolon or a tab; a first line of words is a heading. */
export function readTrace(text: string): Traced {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, cells: line.split(/[,;\t]/).map((cell) => cell.trim()) }));
  const filled = lines.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rows = isNumber(filled[0]?.cells[0]) ? filled : filled.slice(1);
  if (rows.length === 0) return { problem: 'The trace is empty: write a second and a rate a line, such as 0, 20.' };
  if (rows.length > MOST_STEPS)
    return { problem: `The trace has ${number(rows.length)} lines: use at most ${number(MOST_STEPS)}.` };
  const steps: RateStep[] = [];
  for (const [place, { line, cells }] of rows.entries()) {
    const [second, rate] = cells.length === 1 ? [String(place), cells[0]!] : [cells[0]!, cells[1]!];
    const wrong = [second, rate].find((cell) => !isNumber(cell));
    if (wrong !== undefined)
      return {
        problem: `Line ${line} of the trace says ${quoted(wrong)}: write a second and a rate, such as 30, 500.`,
      };
    const [from, perSecond] = [Number(second) * 1000, Number(rate)];
    if (!(perSecond >= 0 && perSecond <= MOST_RATE))
      return {
        problem: `Line ${line} of the trace asks for ${number(perSecond)} requests/s: use 0 to ${number(MOST_RATE)}.`,
      };
    if (from < 0 || (steps.length > 0 && from <= steps.at(-1)!.from))
      return {
        problem: `Line ${line} of the trace is at ${number(from / 1000)} s, which is not after the line before: write the seconds in order, from 0 on.`,
      };
    steps.push({ from, perSecond });
  }
  if (steps.every(({ perSecond }) => perSecond === 0))
    return { problem: 'The trace asks for nothing: one of its rates must be above 0.' };
  return { steps };
}

const isNumber = (cell: string | undefined): cell is string =>
  cell !== undefined && cell !== '' && Number.isFinite(Number(cell));
