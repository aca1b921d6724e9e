/**
 * What a recording must look like before anything is drawn from it. It comes from where a stranger's code runs: every array has the
 * right type and length, every index leads somewhere, every text is short, and the architecture is one that can be drawn.
 */
import * as v from 'valibot';
import { type Architecture, harms, LONGEST_TARGET, validate } from '#architecture';
import { copyStates, MOST_SECONDS, most, type Recording, tones } from '#scene';
import { InvalidReport } from './report-schema.ts';
import { finite, text, whole } from './schema-words.ts';

const positive = v.pipe(finite, v.gtValue(0));

const architecture = v.custom<Architecture>(
  (value) => !validate(value).some(({ severity }) => severity === 'error'),
  'an architecture without errors',
);

/** The arrays are checked against each other below. */
const track = v.strictObject({
  copies: v.pipe(whole, v.minValue(0), v.maxValue(most.copies)),
  states: v.instance(Uint8Array),
  busy: v.instance(Uint8Array),
  waiting: v.instance(Uint32Array),
  oldest: v.instance(Float32Array),
  middle: v.instance(Float32Array),
  text: v.instance(Uint16Array),
});

/** Ages in ms, one for each sample. */
const isAges = (ages: Float32Array, samples: number): boolean =>
  ages.length === samples && ages.every((age) => Number.isFinite(age) && age >= 0);

const recording = v.pipe(
  v.strictObject({
    title: text(160),
    architecture,
    seconds: v.pipe(positive, v.maxValue(MOST_SECONDS)),
    oneIn: v.pipe(whole, v.minValue(1)),
    moves: v.strictObject({
      depart: v.instance(Float32Array),
      arrive: v.instance(Float32Array),
      from: v.instance(Uint8Array),
      to: v.instance(Uint8Array),
      tone: v.instance(Uint8Array),
      born: v.instance(Float32Array),
    }),
    losses: v.strictObject({ at: v.instance(Float32Array), node: v.instance(Uint8Array) }),
    every: positive,
    tick: positive,
    nodes: v.pipe(v.array(v.nullable(track)), v.maxLength(60)),
    cuts: v.pipe(
      v.array(
        v.strictObject({
          at: finite,
          links: v.pipe(v.array(v.pipe(whole, v.minValue(0))), v.maxLength(150)),
        }),
      ),
      v.maxLength(most.cuts),
    ),
    texts: v.pipe(v.array(text(60)), v.minLength(1), v.maxLength(most.texts)),
    charts: v.pipe(
      v.array(
        v.strictObject({
          title: text(80),
          unit: text(40),
          series: v.pipe(
            v.array(v.strictObject({ label: text(80), values: v.instance(Float32Array) })),
            v.maxLength(12),
          ),
        }),
      ),
      v.maxLength(8),
    ),
    targets: v.pipe(
      v.array(v.strictObject({ target: text(LONGEST_TARGET), label: text(160), does: v.picklist(harms) })),
      v.maxLength(400),
    ),
    events: v.pipe(v.array(v.strictObject({ at: finite, text: text(300) })), v.maxLength(most.events)),
  }),
  v.check(({ moves, architecture: { nodes } }) => {
    const { length } = moves.depart;
    const sameLength = Object.values(moves).every((array) => array.length === length);
    const inside = (array: Uint8Array, count: number) => array.every((value) => value < count);
    const finite = (array: Float32Array) => array.every(Number.isFinite);
    return (
      sameLength &&
      length <= most.moves &&
      inside(moves.from, nodes.length) &&
      inside(moves.to, nodes.length) &&
      inside(moves.tone, tones.length) &&
      finite(moves.depart) &&
      finite(moves.arrive) &&
      finite(moves.born)
    );
  }, 'the moves do not fit together'),
  v.check(
    ({ losses: { at, node }, architecture: { nodes } }) =>
      at.length === node.length &&
      at.length <= most.losses &&
      at.every(Number.isFinite) &&
      node.every((index) => index < nodes.length),
    'the losses do not fit together',
  ),
  v.check(({ nodes, seconds, every, texts, architecture: { nodes: drawn } }) => {
    const samples = Math.round((seconds * 1000) / every) + 1;
    if (samples > most.samples + 1 || nodes.length !== drawn.length) return false;
    return nodes.every(
      (each) =>
        each === null ||
        (each.states.length === samples * each.copies &&
          each.states.every((state) => state < copyStates.length) &&
          each.busy.every((percent) => percent <= 100) &&
          each.busy.length === samples * each.copies &&
          each.waiting.length === samples &&
          isAges(each.oldest, samples) &&
          isAges(each.middle, samples) &&
          each.text.length === samples &&
          each.text.every((index) => index < texts.length)),
    );
  }, 'the samples do not fit together'),
  v.check(({ charts, seconds, tick }) => {
    const values = Math.round((seconds * 1000) / tick) + 1;
    // NaN is a gap in a line; nothing is endless.
    const drawable = (each: Float32Array) => each.every((value) => Number.isNaN(value) || Number.isFinite(value));
    return (
      values <= most.ticks &&
      charts.every(({ series }) => series.every((each) => each.values.length === values && drawable(each.values)))
    );
  }, 'the charts do not fit together'),
);

const answer = v.union([
  v.strictObject({ recordings: v.pipe(v.array(recording), v.minLength(1), v.maxLength(4)) }),
  v.strictObject({ message: text(4000) }),
]);

/** Checks what came back for a scene. Throws InvalidReport when any part is out of shape. */
export function parsePlayAnswer(value: unknown): { recordings: Recording[] } | { message: string } {
  try {
    // One issue is enough: a list of a million holes would have a million.
    const parsed = v.safeParse(answer, value, { abortEarly: true });
    if (parsed.success) return parsed.output;
  } catch {
    // Only what has getters of its own, or pretends to be an array, can end up here.
  }
  throw new InvalidReport('the scene is out of shape');
}
