/** What a right elastic platform is: what viewers and the owner see of it over a match day, whatever is drawn. */
import { solution, test } from '#grading';
import {
  expectAnswers,
  expectAverageBill,
  expectNoSinglePointOfFailure,
  expectTheSameAgain,
  runnableDesign,
  soundDesign,
} from '../../src/grading/design.ts';
import { answers, BUDGET, catalogue, kills, toTheWhistle, trials } from './world.ts';

const { design } = solution<typeof import('./solution.ts')>();

test('The design is a sound architecture, built from the catalogue', {
  marks: 0.5,
  why: 'A picture that leaves out a link, or counts on a machine that nobody sells, runs only on paper.',
}, () => {
  expectTheSameAgain(design, soundDesign(design, catalogue));
});

test('All day at least 99.9 % of the requests are answered, 99 in 100 within 1,500 ms, on the ramp as well', {
  marks: 1.5,
  why: 'New machines come late. What is spare when the load begins to rise has to last until they serve.',
}, () => {
  expectAnswers(runnableDesign(design, catalogue), trials, answers);
});

test('No single copy ends the match: whichever dies at the peak, at most 160 requests fail, and after 5 s at least 99 % are answered again', {
  marks: 1,
  why: 'The peak is when most people watch, and when there is least to spare.',
}, () => {
  expectNoSinglePointOfFailure(runnableDesign(design, catalogue), toTheWhistle, kills);
});

test('Averaged over the day it costs at most $4.20 an hour', {
  marks: 1,
  why: 'A fleet that is sized for the peak idles for the rest of the day, and is paid for all the same.',
}, () => {
  expectAverageBill(runnableDesign(design, catalogue), trials, BUDGET);
});
