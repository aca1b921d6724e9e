/**
 * Explores the schedules of a small world of message-driven actors: every order of what is on its way (`everyOrder`), or those first that
 * depart the least from the order of sending (`explore`): messages that are late, lost or come twice, cuts, crashes.
 *
 * A lab says what its actors are, once, and what its clients ask; the same actors run in a simulation, in time.
 *
 *     const memory = new Memory((id) => replicaActor(createReplica, id));            // remembers what each was told, and did
 *     const world = { actors: ['a', 'b', 'c'], memory, patience: 1000 };
 *     const program = { clients: [{ name: 'Ada', asks: [{ actor: 'a', ask: { key: 'x', write: 'tea' } }] }] };
 *     const { problem, covered } = explore(world, [{ program, bounds: { departures: 2, late: true } }], (execution) => …);
 *
 * The judge gets an `Execution`. What clients saw is in its `calls`; in which order is not, as it is time that decides it: ask for the
 * `strongestTimelines`, and give a linearizability checker one after the other. What is wrong in one of them must be confirmed:
 * `timetableOf` gives the times at which it can happen within what messages may take, from which a lab makes an ordinary schedule,
 * runs it in its simulation and reports what fails there too. `describeCovered` says how much was explored.
 * A page that lets somebody choose for themselves calls `step`.
 */
export type { Actor, Effect, Explorable, Input } from './actor.ts';
export { type Covered, describeCovered, describeWhole } from './coverage.ts';
export { type Bounds, type Explored, fewDeparturesFirst, type Planned as PlannedProgram } from './departures.ts';
export { shownOrder, tryEveryOrder, type WrongOrder } from './every.ts';
export { type Call, type Execution, executionOf, traceName } from './execution.ts';
export { type Exploration, explore } from './explore.ts';
export { strongestTimelines, type Timeline } from './histories.ts';
export { type Done, type History, Memory, storyOf } from './memory.ts';
export { pictureOf } from './picture.ts';
export { copyOf, isPlainData, isRecord, textOf } from './plain-data.ts';
export { everyOrder, type Faults } from './reduction.ts';
export {
  type Choice,
  type Frontier,
  type InFlight,
  type SeenActor,
  type Stage,
  step,
} from './step.ts';
export { choicesOf, defineStepping, type SteppedTo, type Stepping, type StepsAsked, stepThrough } from './stepping.ts';
export { type Paces, type Timetable, timetableOf } from './timetable.ts';
export { type Wording, wordingOf } from './wording.ts';
export {
  type Cut,
  type CutShape,
  type Departure,
  type Event,
  type Item,
  type Planned,
  type Program,
  separates,
  type World,
} from './world.ts';
