/** What a right platform is: what viewers and the owner see of it in trials, whatever is drawn. */
import { solution, test } from '#grading';
import {
  billOf,
  expectAnswers,
  expectBill,
  expectNoSinglePointOfFailure,
  expectServing,
  expectTheSameAgain,
  runnableDesign,
  soundDesign,
} from '../../src/grading/design.ts';
import { answers, BUDGET, catalogue, kills, trials } from './world.ts';

const { design } = solution<typeof import('./solution.ts')>();

test('The design is a sound architecture, built from the catalogue', {
  marks: 0.5,
  why: 'A picture that leaves out a link, or counts on a machine that nobody sells, runs only on paper.',
}, () => {
  expectTheSameAgain(design, soundDesign(design, catalogue));
});

test('With nothing broken, at least 99.9 % of the requests are answered, half within 50 ms and 99 in 100 within 900 ms', {
  marks: 1.5,
  why: 'Viewers leave a film that does not begin. What is near, and what is held ready, decides how long that takes.',
}, () => {
  expectAnswers(runnableDesign(design, catalogue), trials, answers, ({ p50 }) =>
    p50 > 100 ? ['The way to the data centre and back is 100 ms: no answer from there can be sooner.'] : [],
  );
});

test('No single copy takes the platform down: whichever dies, at most 430 requests fail, and after 5 s at least 99 % are answered again', {
  marks: 2,
  why: 'Machines die every day. A part of which there is one, or one too few, takes everything down with it.',
}, () => {
  expectNoSinglePointOfFailure(runnableDesign(design, catalogue), trials, kills);
});

test('It serves the evening for at most $6.50 an hour', {
  marks: 1,
  why: 'Anything can be made safe with enough money. Engineering is to know where it helps.',
}, () => {
  const platform = runnableDesign(design, catalogue);
  expectServing(platform, trials);
  expectBill(billOf(platform, catalogue), BUDGET);
});
