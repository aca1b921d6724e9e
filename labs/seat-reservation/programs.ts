/**
 * What a few callers mean to do, and every order in which their requests can reach the seats: one mixed with another, a request that comes a
 * second time, late, when its sender has long gone on, a wait until holds are over, and a clock that is behind. The histories with the fewest of
 * these departures come first, so the first that fails is the shortest to tell.
 */
import type { Asked, Operation } from './sale.ts';

/** A request, but for its time. */
export type Letter = Omit<Asked, 'now'>;

/** A request, or the clocks of all callers move on (or back) by so many milliseconds. */
export type Move = Letter | number;

/** What each of a few callers asks, one thing after the other. */
export type Program = readonly (readonly Letter[])[];

/** `program({ ann: 'hold A1, confirm A1', bob: 'hold A1' })`: each request has an id of its own, a1, a2, b1. */
export function program(callers: Record<string, string>): Program {
  return Object.entries(callers).map(([customer, text]) =>
    text.split(', ').map((words, index) => {
      const [operation, seat] = words.split(' ') as [Operation, string];
      return { operation, seat, customer, requestId: `${customer[0]}${index + 1}` };
    }),
  );
}

/** How far a clock is behind that is behind. */
const BEHIND = -60;

/** Every order of a program with exactly so many departures. `wait` is how long one waits, in ms. */
function* ordersOf(callers: Program, departures: number, wait: number): Generator<Move[]> {
  const next = callers.map(() => 0);
  const moves: Move[] = [];
  const sent: Letter[] = [];

  function* goOn(left: number): Generator<Move[]> {
    const isDone = callers.every((requests, caller) => next[caller] === requests.length);
    if (isDone && left === 0) yield [...moves];
    for (const [caller, requests] of callers.entries()) {
      const request = requests[next[caller]!];
      if (!request) continue;
      next[caller]!++;
      sent.push(request);
      yield* after(request, left);
      sent.pop();
      next[caller]!--;
    }
    if (left === 0) return;
    for (const request of [...sent]) yield* after(request, left - 1);
    // Nothing can be over before anything was asked; and two waits are one.
    if (sent.length === 0 || typeof moves.at(-1) === 'number') return;
    yield* after(wait, left - 1);
    if (moves.includes(wait)) yield* after(BEHIND, left - 1);
  }

  function* after(move: Move, left: number): Generator<Move[]> {
    moves.push(move);
    yield* goOn(left);
    moves.pop();
  }

  yield* goOn(departures);
}

/** The histories of all programs with up to so many departures, those with the fewest first, none twice. */
export function* histories(programs: readonly Program[], most: number, wait: number): Generator<Asked[]> {
  const seen = new Set<string>();
  for (let departures = 0; departures <= most; departures++) {
    for (const callers of programs) {
      for (const moves of ordersOf(callers, departures, wait)) {
        const key = JSON.stringify(moves);
        if (seen.has(key)) continue;
        seen.add(key);
        yield historyOf(moves);
      }
    }
  }
}

/** The calls that the moves amount to, from time 0. */
export function historyOf(moves: readonly Move[]): Asked[] {
  const history: Asked[] = [];
  let now = 0;
  for (const move of moves) {
    if (typeof move === 'number') now += move;
    else history.push({ ...move, now });
  }
  return history;
}
