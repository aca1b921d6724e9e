/** What comes back from where a stranger's code ran is drawn only if every part of it is in shape. */
import { describe, expect, test } from 'vitest';
import { most, type Recording, record, USUAL } from '#scene';
import loadBalancers from '../../labs/load-balancers/scene.ts';
import { parsePlayAnswer } from '../../src/sandbox/recording-schema.ts';
import { InvalidReport } from '../../src/sandbox/report-schema.ts';

const recordings = record(loadBalancers, { ...USUAL, strikes: [{ at: 5_000, does: 'crash', target: 'new/1' }] });

/** The first of the recordings alone, to be spoilt. */
const copied = (): Recording => structuredClone(recordings[0]!);

test('real recordings are read as they are, also after a message has carried them', () => {
  expect(recordings[0]!.moves.depart.length).toBeGreaterThan(1000);
  expect(recordings[0]!.events.length).toBeGreaterThan(0);
  expect(parsePlayAnswer({ recordings })).toEqual({ recordings });
  expect(parsePlayAnswer(structuredClone({ recordings }))).toEqual({ recordings });
});

test('a sentence for the learner is read as it is', () => {
  expect(parsePlayAnswer({ message: 'Your code threw.' })).toEqual({ message: 'Your code threw.' });
  expect(parsePlayAnswer({ message: 'x'.repeat(4000) })).toEqual({ message: 'x'.repeat(4000) });
});

test('sizes at their limits pass', () => {
  const full = copied();
  const count = most.moves;
  full.moves = {
    depart: new Float32Array(count),
    arrive: new Float32Array(count),
    from: new Uint8Array(count),
    to: new Uint8Array(count).fill(1),
    tone: new Uint8Array(count).fill(2),
    born: new Float32Array(count),
  };
  full.losses = { at: new Float32Array(most.losses), node: new Uint8Array(most.losses) };
  full.texts = ['', ...Array.from({ length: most.texts - 1 }, () => 'x'.repeat(60))];
  full.events = Array.from({ length: most.events }, () => ({ at: 0, text: 'x'.repeat(300) }));
  expect(parsePlayAnswer({ recordings: [full] })).toEqual({ recordings: [full] });
});

/** A recording that says it has any properties at all. */
type Loose = Recording & Record<string, unknown>;

const track = (recording: Recording) => recording.nodes.find((each) => each !== null && each.copies > 0)!;
const line = (recording: Recording) => recording.charts[0]!.series[0]!;
const long = 'x'.repeat(10_000);
const markup = `<img src=x onerror="alert(1)">${long}`;
/** Puts what no type allows where something else belongs. */
const put = (object: object, name: string, value: unknown) => Object.assign(object, { [name]: value });

const mutations: [string, (recording: Loose) => unknown][] = [
  ['a field that nobody knows', (each) => put(each, 'extra', 1)],
  ['a field too few', (each) => Reflect.deleteProperty(each, 'texts')],
  ['no title', (each) => put(each, 'title', undefined)],
  ['a title of 10 kB with markup', (each) => put(each, 'title', markup)],
  ['a title that is an object with a text of its own', (each) => put(each, 'title', { toString: () => 'x' })],
  ['no time', (each) => put(each, 'seconds', 0)],
  ['time backwards', (each) => put(each, 'seconds', -30)],
  ['time without end', (each) => put(each, 'seconds', Number.POSITIVE_INFINITY)],
  ['more than a day', (each) => put(each, 'seconds', 86_401)],
  ['time that is text', (each) => put(each, 'seconds', '30')],
  ['a dot for half a request', (each) => put(each, 'oneIn', 0.5)],
  ['a dot for nothing', (each) => put(each, 'oneIn', 0)],
  ['samples all at once', (each) => put(each, 'every', 0)],
  ['samples at no time', (each) => put(each, 'every', Number.NaN)],
  ['other samples than there are', (each) => put(each, 'every', each.every / 2)],
  ['other values than there are', (each) => put(each, 'tick', each.tick * 2)],
  ['values all at once', (each) => put(each, 'tick', 1e-9)],

  ['moves in an ordinary array', (each) => put(each.moves, 'depart', [...each.moves.depart])],
  ['moves of another type', (each) => put(each.moves, 'depart', Float64Array.from(each.moves.depart))],
  ['moves that only look like an array', (each) => put(each.moves, 'from', { length: each.moves.from.length })],
  [
    'moves with the prototype of an array',
    (each) => put(each.moves, 'from', Object.assign(Object.create(Uint8Array.prototype), { 0: 1 })),
  ],
  ['moves that are missing', (each) => put(each.moves, 'tone', undefined)],
  ['one more kind of moves', (each) => put(each.moves, 'extra', new Uint8Array())],
  ['a move too few', (each) => put(each.moves, 'arrive', each.moves.arrive.slice(1))],
  ['a move too many', (each) => put(each.moves, 'to', new Uint8Array(each.moves.to.length + 1))],
  ['a departure at no time', (each) => put(each.moves.depart, '3', Number.NaN)],
  ['an arrival at no time', (each) => put(each.moves.arrive, '3', Number.POSITIVE_INFINITY)],
  ['a move from a node that is not there', (each) => put(each.moves.from, '3', each.architecture.nodes.length)],
  ['a move to a node that is not there', (each) => put(each.moves.to, '3', 255)],
  ['a move that was sent at no time', (each) => put(each.moves.born, '3', Number.NaN)],
  ['a move whose birth is missing', (each) => put(each.moves, 'born', each.moves.born.slice(1))],
  ['losses that are missing', (each) => put(each, 'losses', undefined)],
  ['losses in an ordinary array', (each) => put(each.losses, 'at', [...each.losses.at])],
  ['a loss at no time', (each) => put(each, 'losses', { at: Float32Array.of(Number.NaN), node: Uint8Array.of(0) })],
  [
    'a loss at a node that is not there',
    (each) => put(each, 'losses', { at: Float32Array.of(1), node: Uint8Array.of(9) }),
  ],
  ['a loss too few', (each) => put(each, 'losses', { at: Float32Array.of(1, 2), node: Uint8Array.of(0) })],
  [
    'too many losses',
    (each) => put(each, 'losses', { at: new Float32Array(most.losses + 1), node: new Uint8Array(most.losses + 1) }),
  ],
  ['an age that is none', (each) => put(track(each).oldest, '3', Number.POSITIVE_INFINITY)],
  ['an age before birth', (each) => put(track(each).middle, '3', -1)],
  ['an age too few', (each) => put(track(each), 'oldest', track(each).oldest.slice(1))],
  ['ages of another type', (each) => put(track(each), 'middle', new Float64Array(track(each).middle))],
  ['a move of no tone', (each) => put(each.moves.tone, '3', 3)],
  [
    'too many moves',
    (each) => {
      const [times, indices] = [new Float32Array(most.moves + 1), new Uint8Array(most.moves + 1)];
      put(each, 'moves', { depart: times, arrive: times, from: indices, to: indices, tone: indices, born: times });
    },
  ],

  ['an architecture with an error', (each) => put(each.architecture.nodes[0]!, 'kind', 'spaceship')],
  ['an architecture with a link to nowhere', (each) => put(each.architecture.links[0]!, 'to', 'nowhere')],
  ['an architecture of its own kind', (each) => put(each.architecture, 'script', 'alert(1)')],
  ['an architecture with a long title', (each) => put(each.architecture, 'title', markup)],
  ['an architecture with markup for an id', (each) => put(each.architecture.nodes[0]!, 'id', '"><b>')],
  ['no architecture', (each) => put(each, 'architecture', null)],

  ['a node too few', (each) => each.nodes.pop()],
  ['a node too many', (each) => each.nodes.push(null)],
  ['a hole among the nodes', (each) => Reflect.deleteProperty(each.nodes, '0')],
  ['a node that is a number', (each) => put(each.nodes, '0', 1)],
  ['more copies than may be', (each) => put(track(each), 'copies', most.copies + 1)],
  ['fewer than no copies', (each) => put(track(each), 'copies', -1)],
  ['half a copy', (each) => put(track(each), 'copies', 0.5)],
  ['another number of copies than was sampled', (each) => put(track(each), 'copies', track(each).copies + 1)],
  ['states in another array', (each) => put(track(each), 'states', new Uint16Array(track(each).states))],
  ['a state that is none', (each) => put(track(each).states, '3', 4)],
  ['a use of more than all', (each) => put(track(each).busy, '3', 101)],
  ['a state too few', (each) => put(track(each), 'states', track(each).states.slice(1))],
  ['a use too many', (each) => put(track(each), 'busy', new Uint8Array(track(each).busy.length + 1))],
  ['waiting in another array', (each) => put(track(each), 'waiting', Float64Array.from(track(each).waiting))],
  ['a sample of the waiting ones too few', (each) => put(track(each), 'waiting', track(each).waiting.slice(1))],
  ['a text too few', (each) => put(track(each), 'text', track(each).text.slice(1))],
  ['a text that is not there', (each) => put(track(each).text, '7', each.texts.length)],
  ['texts without the empty one', (each) => put(each, 'texts', [])],
  ['too many texts', (each) => put(each, 'texts', Array(most.texts + 1).fill('x'))],
  ['a long text', (each) => each.texts.push(markup)],
  ['a text that is a number', (each) => put(each.texts, '0', 5)],

  ['too many charts', (each) => put(each, 'charts', Array(9).fill(each.charts[0]))],
  ['too many lines', (each) => put(each.charts[0]!, 'series', Array(13).fill(line(each)))],
  ['a long title of a chart', (each) => put(each.charts[0]!, 'title', markup)],
  ['a long unit', (each) => put(each.charts[0]!, 'unit', markup)],
  ['a long label of a line', (each) => put(line(each), 'label', markup)],
  ['values in an ordinary array', (each) => put(line(each), 'values', [...line(each).values])],
  ['values of another type', (each) => put(line(each), 'values', Float64Array.from(line(each).values))],
  ['a value too few', (each) => put(line(each), 'values', line(each).values.slice(1))],
  ['a line with more than a line has', (each) => put(line(each), 'colour', 'red')],

  ['a cut at no time', (each) => each.cuts.push({ at: Number.NaN, links: [] })],
  ['a cut of no link', (each) => each.cuts.push({ at: 0, links: [-1] })],
  ['a cut of half a link', (each) => each.cuts.push({ at: 0, links: [0.5] })],
  ['a cut of too many links', (each) => each.cuts.push({ at: 0, links: Array(151).fill(0) })],
  ['too many cuts', (each) => put(each, 'cuts', Array(most.cuts + 1).fill({ at: 0, links: [] }))],
  ['a target with a long name', (each) => each.targets.push({ target: long, label: '', does: 'crash' })],
  ['a target with a long label', (each) => each.targets.push({ target: '', label: markup, does: 'crash' })],
  ['a target for something else', (each) => put(each.targets[0]!, 'does', 'explode')],
  ['a target that is mended', (each) => put(each.targets[0]!, 'does', 'recover')],
  ['too many targets', (each) => put(each, 'targets', Array(401).fill(each.targets[0]))],
  ['a long event', (each) => each.events.push({ at: 0, text: markup })],
  ['an event at no time', (each) => each.events.push({ at: Number.NEGATIVE_INFINITY, text: '' })],
  ['too many events', (each) => put(each, 'events', Array(most.events + 1).fill({ at: 0, text: '' }))],
  ['events that only look like a list', (each) => put(each, 'events', { length: 1, 0: { at: 0, text: '' } })],
];

describe('refused', () => {
  test.each(mutations)('%s', (_name, spoil) => {
    const recording = copied() as Loose;
    spoil(recording);
    expect(() => parsePlayAnswer({ recordings: [recording] })).toThrow(InvalidReport);
    // Nor does it come in behind a sound one.
    expect(() => parsePlayAnswer({ recordings: [recordings[0], recording] })).toThrow(InvalidReport);
  });

  const answers: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['text', 'recordings'],
    ['a list', []],
    ['an empty object', {}],
    ['no recordings', { recordings: [] }],
    ['too many recordings', { recordings: Array(5).fill(recordings[0]) }],
    ['a recording by itself', recordings[0]],
    ['recordings and a message', { recordings: [recordings[0]], message: 'x' }],
    ['recordings and something else', { recordings: [recordings[0]], extra: 1 }],
    ['a message and something else', { message: 'x', extra: 1 }],
    ['a message of more than 4,000', { message: 'x'.repeat(4001) }],
    ['a message that is no text', { message: { toString: () => 'x' } }],
    ['a recording that is none', { recordings: [null] }],
    ['a function', () => ({ message: 'x' })],
  ];
  test.each(answers)('an answer that is %s', (_name, answer) => {
    expect(() => parsePlayAnswer(answer)).toThrow(InvalidReport);
  });

  test('getters that throw', () => {
    const bomb = {
      get: () => {
        throw new Error('mine');
      },
      enumerable: true,
    };
    expect(() => parsePlayAnswer(Object.defineProperty({}, 'message', bomb))).toThrow(InvalidReport);
    for (const name of ['title', 'architecture', 'moves', 'charts'])
      expect(() => parsePlayAnswer({ recordings: [Object.defineProperty(copied(), name, bomb)] })).toThrow(
        InvalidReport,
      );
  });

  test('a list of millions of holes, in no time', () => {
    const holes: unknown[] = [];
    holes.length = 2 ** 32 - 1;
    const began = performance.now();
    for (const name of ['texts', 'nodes', 'cuts', 'charts', 'targets', 'events'])
      expect(() => parsePlayAnswer({ recordings: [{ ...copied(), [name]: holes }] })).toThrow(InvalidReport);
    expect(() => parsePlayAnswer({ recordings: holes })).toThrow(InvalidReport);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('names that reach for prototypes, and none of them is reached', () => {
    const before = JSON.stringify(recordings[0]!.targets);
    const polluted = [
      JSON.parse('{ "__proto__": { "message": "x" } }'),
      JSON.parse('{ "message": "x", "__proto__": { "polluted": true } }'),
      JSON.parse('{ "message": "x", "constructor": { "prototype": { "polluted": true } } }'),
      { recordings: [Object.assign(copied(), JSON.parse('{ "constructor": 1 }'))] },
    ];
    for (const answer of polluted) expect(() => parsePlayAnswer(answer)).toThrow(InvalidReport);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.stringify(recordings[0]!.targets)).toBe(before);
  });

  test('what a prototype lends is not in the answer', () => {
    const lent = Object.create({ recordings }) as object;
    const parsed = (() => {
      try {
        return parsePlayAnswer(lent);
      } catch (error) {
        return error;
      }
    })();
    // Either refused, or read into plain data of its own.
    if (!(parsed instanceof InvalidReport)) expect(Object.keys(parsed as object)).toEqual(['recordings']);
  });
});
