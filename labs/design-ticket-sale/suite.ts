/** What a right ticket sale is: what visitors, the box office and the owner see of it in trials, whatever is drawn. */
import { solution, test } from '#grading';
import {
  billOf,
  expectAnswers,
  expectBill,
  expectNoSinglePointOfFailure,
  expectServing,
  expectTheSameAgain,
  expectWorkedOff,
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

test('Through the rush at least 99.9 % of the requests are answered, 99 in 100 within 400 ms', {
  marks: 1,
  why: 'Who is turned away reloads the page, and comes again on top of everybody else.',
}, () => {
  const shop = runnableDesign(design, catalogue);
  const queues = shop.nodes.some(({ kind }) => kind === 'queue');
  expectAnswers(shop, trials, answers, () =>
    queues ? [] : ['Each order went straight to the leader of the database: it can write 40 a second, and 80 came.'],
  );
});

test('Every order that was accepted is in the database 45 s after the opening', {
  marks: 1,
  why: 'A queue turns a spike into a delay. The delay must end: somebody is waiting for a ticket.',
}, () => {
  expectWorkedOff(runnableDesign(design, catalogue), trials, 'orders', '45 s after the opening');
});

test('No single copy spoils the sale: whichever dies in the rush, at most 520 requests fail, after 5 s at least 99 % are answered again, and all orders are written in time', {
  marks: 1.5,
  why: 'The rush is when machines die, and an order that was confirmed must survive it.',
}, () => {
  expectNoSinglePointOfFailure(runnableDesign(design, catalogue), trials, kills);
});

test('It serves the sale for at most $5.75 an hour', {
  marks: 1,
  why: 'The rush lasts seconds and the machines cost by the hour. A queue is cheaper than a database that is idle all year.',
}, () => {
  const shop = runnableDesign(design, catalogue);
  expectServing(shop, trials);
  expectBill(billOf(shop, catalogue), BUDGET);
});
