/** What the stage shows of a recording: addresses from strangers, cells, dots, and markup in which no text is more than text. */
import { describe, expect, test } from 'vitest';
import { pointAlong as along } from '#architecture';
import { type Knob, most, type Recording, tones } from '#scene';
import type { Replay, Strike } from '../../src/grading/replay.ts';
import { toAddress } from '../../src/stage/address.ts';
import { fromAddress, fromButton } from '../../src/stage/asked.ts';
import { legendNames, mergedCharts } from '../../src/stage/chart-lines.ts';
import { dotsAt, forEachDot, longestMove } from '../../src/stage/dots.ts';
import { eventsMarkup, wordsMarkup } from '../../src/stage/fragments.ts';
import type { StageContent } from '../../src/stage/frame.ts';
import { cellsOf, gaugeText } from '../../src/stage/gauge.ts';
import { stageMarkup } from '../../src/stage/markup.ts';
import { chartStill, overlayStill } from '../../src/stage/still.ts';
import { ageOf, ageSteps, forEachFall, forEachWaiting, waitingUnit } from '../../src/stage/waiting.ts';

/** Numbers in [0, 1) that look random, and are the same in every run. */
function lcg(state: number): () => number {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Two nodes, ten seconds, a sample and a value a second, and no moves. */
function recordingWith(change: Partial<Recording> = {}): Recording {
  const none = new Float32Array();
  return {
    title: 'A world',
    architecture: {
      title: 'Two nodes',
      nodes: [
        { id: 'users', kind: 'client' },
        { id: 'web', kind: 'web' },
      ],
      links: [{ from: 'users', to: 'web' }],
    },
    seconds: 10,
    oneIn: 1,
    moves: {
      depart: none,
      arrive: none,
      from: new Uint8Array(),
      to: new Uint8Array(),
      tone: new Uint8Array(),
      born: none,
    },
    losses: { at: none, node: new Uint8Array() },
    every: 1000,
    tick: 1000,
    nodes: [null, null],
    cuts: [],
    texts: [''],
    charts: [],
    targets: [],
    events: [],
    ...change,
  };
}

describe('addresses', () => {
  const replay: Replay = {
    seed: 7,
    settings: { rate: 40.5, cut: 'two-three', room: true, cache: false, below: -3 },
    strikes: [
      { at: 9000, does: 'cut', target: 'link:3' },
      { at: 12_000, does: 'crash', target: 'web/2' },
      { at: 13_000, does: 'recover', target: 'region:a,b & c=d#%é' },
    ],
    from: 12_345,
  };

  test('bring back what was sent, whatever it is made of', () => {
    expect(fromAddress(toAddress('cap', replay))).toEqual({ scene: 'cap', replay });
    expect(fromAddress(`#${toAddress('a&b=c#', replay)}`)).toEqual({ scene: 'a&b=c#', replay });
    const usual: Replay = { seed: 1, settings: {}, strikes: [], from: 0 };
    expect(fromAddress(toAddress('cap', usual))).toEqual({ scene: 'cap', replay: usual });
  });

  test('times are brought back to the millisecond', () => {
    const strikes: Strike[] = [{ at: 100.4, does: 'slow', target: 'web' }];
    const back = fromAddress(toAddress('cap', { ...replay, strikes, from: 99.6 }))!.replay;
    expect([back.from, back.strikes[0]!.at]).toEqual([100, 100]);
  });

  test.each(['', '#', '#the-idea', 'seed=3', 'scene=', '&&&', '%', '%E0%A4%A'])('%o is about no scene', (fragment) => {
    expect(fromAddress(fragment)).toBeUndefined();
  });

  test.each(['x', '-1', '1.5', '2147483648', 'Infinity', 'NaN', '1e99', '', '%00'])(
    'seed=%s is the usual one',
    (seed) => {
      expect(fromAddress(`scene=cap&seed=${seed}`)!.replay.seed).toBe(1);
    },
  );

  test.each([0, 1, 2_147_483_647])('seed=%i is a seed', (seed) => {
    expect(fromAddress(`scene=cap&seed=${seed}`)!.replay.seed).toBe(seed);
  });

  test.each(['x', '-1', 'Infinity', '-Infinity', 'NaN', '1e999'])('from=%s is the beginning', (from) => {
    expect(fromAddress(`scene=cap&from=${from}`)!.replay.from).toBe(0);
  });

  test.each([
    '',
    'x',
    '9000',
    '9000,crash',
    '9000,crash,',
    '-1,crash,web',
    'NaN,crash,web',
    'Infinity,crash,web',
    '1e10,crash,web',
    '9000,burn,web',
    '9000,constructor,web',
    '9000,__proto__,web',
    '9000,CRASH,web',
    `9000,crash,${'x'.repeat(10_000)}`,
  ])('strike=%s is left out, and the others stay', (strike) => {
    const { strikes } = fromAddress(`scene=cap&strike=${strike}&strike=1,slow,web/1`)!.replay;
    expect(strikes).toEqual([{ at: 1, does: 'slow', target: 'web/1' }]);
  });

  test('a flood of strikes is cut off', () => {
    expect(fromAddress(`scene=cap${'&strike=1,crash,web'.repeat(5000)}`)!.replay.strikes.length).toBe(100);
  });

  test('settings are numbers, switches and short words, and nothing else', () => {
    const settings = (part: string) => fromAddress(`scene=cap&${part}`)!.replay.settings;
    expect(settings('knob.a=1e2&knob.b=true&knob.c=word&knob.d=&knob.e=%20&knob.f=Infinity&knob.g=NaN')).toEqual({
      a: 100,
      b: true,
      c: 'word',
      d: '',
      e: ' ',
      f: 'Infinity',
      g: 'NaN',
    });
    expect(settings(`knob.a=${'x'.repeat(61)}`)).toEqual({});
    expect(settings('a=1&knob=2&Knob.b=3')).toEqual({});
  });

  test('no name of a knob reaches beyond the settings', () => {
    const { settings } = fromAddress('scene=cap&knob.__proto__=1&knob.constructor=2&knob.toString=3')!.replay;
    expect(Object.getPrototypeOf(settings)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
    expect(Object.prototype.toString.call({})).toBe('[object Object]');
    for (const value of Object.values(settings)) expect(typeof value).toBe('number');
  });
});

describe('what a button asks for', () => {
  const strikes = [{ at: 9000, does: 'crash', target: 'web/2' }];

  test('is shown as it is, and whatever it leaves out is as usual', () => {
    const whole = { seed: 3, settings: { rate: 40, cut: 'none', room: true }, strikes, from: 12_000 };
    expect(fromButton(JSON.stringify(whole))).toEqual(whole);
    expect(fromButton('{"settings":{"rate":40}}')).toEqual({ seed: 1, settings: { rate: 40 }, strikes: [], from: 0 });
  });

  test.each([
    [{ seed: 1.5 }, 'seed'],
    [{ seed: -1 }, 'seed'],
    [{ from: -1 }, 'from'],
    [{ from: '12' }, 'from'],
    [{ settings: { rate: null } }, 'settings.rate'],
    [{ strikes: [{ ...strikes[0], does: 'burn' }] }, 'strikes.0.does'],
    [{ strikes: [...strikes, { at: 1, does: 'cut', target: '' }] }, 'strikes.1.target'],
    [{ strikes: Array(101).fill(strikes[0]) }, 'strikes'],
    [{ form: 3 }, 'form'],
  ])('%j is refused by the name of what is wrong', (asked, name) => {
    expect(() => fromButton(JSON.stringify(asked))).toThrow(`: ${name} is not right`);
  });
});

describe('cells', () => {
  const box = { left: 100, top: 50, right: 216, bottom: 90 };
  type State = 'off' | 'starting' | 'up' | 'down';
  const copies = (count: number, stateOf: (place: number) => State = () => 'up') =>
    Array.from({ length: count }, (_, place) => ({ state: stateOf(place), busy: 0.5 }));

  test.each([1, 2, 7, 14, 15, 28, 29, 30, 57, 100, 150, 200])('%i copies fit into the box, side by side', (count) => {
    const cells = cellsOf(copies(count), box);
    let end = box.left;
    for (const { x, y, width, height } of cells) {
      expect(x).toBeGreaterThanOrEqual(end);
      expect(width).toBeGreaterThan(2);
      expect(y).toBeGreaterThanOrEqual(box.top);
      expect(y + height).toBeLessThanOrEqual(box.bottom);
      end = x + width;
    }
    expect(end).toBeLessThanOrEqual(box.right);
    expect(cells.length).toBeLessThanOrEqual(28);
    // As far from one side as from the other.
    expect(cells[0]!.x - box.left).toBeCloseTo(box.right - end, 6);
  });

  test('copies that are off are not there, and the others keep their places', () => {
    expect(
      cellsOf(
        copies(3, () => 'off'),
        box,
      ),
    ).toEqual([]);
    expect(cellsOf([], box)).toEqual([]);
    const cells = cellsOf(
      copies(5, (place) => (place % 2 === 0 ? 'off' : 'up')),
      box,
    );
    expect(cells.map(({ place }) => place)).toEqual([1, 3]);
  });

  test('a hundred and fifty share cells, neighbours of one state only, and none that is down is lost', () => {
    const random = lcg(1);
    for (let round = 0; round < 50; round++) {
      const down = new Set(Array.from({ length: 1 + (round % 4) }, () => Math.floor(random() * 150)));
      const all = copies(150, (place) => (down.has(place) ? 'down' : place > 140 ? 'starting' : 'up'));
      const changes = all.filter(({ state }, place) => place > 0 && state !== all[place - 1]!.state).length;
      const cells = cellsOf(all, box);
      expect(cells.length).toBeLessThanOrEqual(28 + changes);
      const covered = cells.flatMap(({ place, state }, index) => {
        const next = cells[index + 1]?.place ?? 150;
        return all.slice(place, next).map((copy) => copy.state === state);
      });
      expect(covered).toEqual(Array(150).fill(true));
      expect(cells.at(-1)!.x + cells.at(-1)!.width).toBeLessThanOrEqual(box.right);
    }
  });

  test('cells stay in the box and are seen, however often neighbours differ', () => {
    for (const count of [60, 113, 150, 200]) {
      const cells = cellsOf(
        copies(count, (place) => (place % 2 === 0 ? 'down' : 'up')),
        box,
      );
      expect(cells.filter(({ state }) => state === 'down').length).toBe(Math.ceil(count / 2));
      for (const { width } of cells) expect(width).toBeGreaterThan(0.2);
      expect(cells[0]!.x).toBeGreaterThanOrEqual(box.left);
      expect(cells.at(-1)!.x + cells.at(-1)!.width).toBeLessThanOrEqual(box.right);
    }
  });

  test('a cell of several is as busy as they are on average', () => {
    const all = copies(56).map((copy, place) => ({ ...copy, busy: place % 2 }));
    for (const { busy } of cellsOf(all, box)) expect(busy).toBeCloseTo(0.5, 9);
  });

  test('the words below are the text of the node, or how many wait', () => {
    expect(gaugeText({ waiting: 5, text: '80 % hits' })).toBe('80 % hits');
    expect(gaugeText({ waiting: 1234, text: '' })).toBe('1,234 waiting');
    expect(gaugeText({ waiting: 0, text: '' })).toBe('');
  });
});

describe('dots', () => {
  const random = lcg(3);
  const departures = Array.from({ length: 3000 }, () => random() * 10_000).sort((a, b) => a - b);
  const depart = Float32Array.from(departures);
  const recording = recordingWith({
    moves: {
      depart,
      // Some take no time, some long.
      arrive: depart.map((at) => at + (random() < 0.2 ? 0 : random() ** 4 * 2000)),
      from: Uint8Array.from(departures, () => Math.floor(random() * 2)),
      to: Uint8Array.from(departures, () => Math.floor(random() * 2)),
      tone: Uint8Array.from(departures, () => Math.floor(random() * 3)),
      born: depart,
    },
  });

  test('are those that are on their way, as a look at every move finds them', () => {
    const { arrive, from, to, tone } = recording.moves;
    for (const atLeast of [1, 50, 400, 5000]) {
      for (const at of [-10, 0, 0.5, 777, 5000, 9999, 10_500, 13_000, 20_000]) {
        const expected = departures.flatMap((_, index) => {
          const share = (at - depart[index]!) / Math.max(atLeast, arrive[index]! - depart[index]!);
          return share >= 0 && share <= 1
            ? [{ from: from[index]!, to: to[index]!, tone: tones[tone[index]!]!, share, age: at - depart[index]! }]
            : [];
        });
        expect(dotsAt(recording, at, atLeast)).toEqual(expected);
      }
    }
    expect(dotsAt(recording, 5000, 400).length).toBeGreaterThan(100);
  });

  test('a frame finds the same when it is told the longest way', () => {
    const longest = longestMove(recording);
    let seen = 0;
    forEachDot(recording, 5000, 100, longest, () => seen++);
    expect(seen).toBe(dotsAt(recording, 5000, 100).length);
    let more = 0;
    forEachDot(recording, 5000, 100, 10 * longest, () => more++);
    expect(more).toBe(seen);
  });

  test('there are none where nothing moves', () => {
    expect(dotsAt(recordingWith(), 5000, 400)).toEqual([]);
    expect(longestMove(recordingWith())).toBe(0);
  });
});

describe('queues and losses', () => {
  const box = { left: 10, right: 126, bottom: 100, rows: 6 };
  const queueOf = (waiting: number, unit = 1, ages = { oldest: 900, middle: 300 }) => {
    const dots: { x: number; y: number; age: number }[] = [];
    forEachWaiting({ waiting, ...ages }, unit, box, (x, y, age) => dots.push({ x, y, age }));
    return dots;
  };

  test('everybody who waits has a dot, the oldest at the bottom left and none younger than the next', () => {
    const dots = queueOf(45);
    expect(dots.length).toBe(45);
    expect(dots[0]).toMatchObject({ age: 900 });
    expect(Math.min(...dots.map(({ x }) => x))).toBe(dots[0]!.x);
    expect(Math.max(...dots.map(({ y }) => y))).toBe(dots[0]!.y);
    for (const [place, { age }] of dots.entries()) if (place > 0) expect(age).toBeLessThanOrEqual(dots[place - 1]!.age);
    expect(dots[22]!.age).toBeCloseTo(300, 9);
    expect(queueOf(0)).toEqual([]);
    expect(queueOf(1).map(({ age }) => age)).toEqual([900]);
  });

  test('a queue without end stays in its box', () => {
    const dots = queueOf(4e9);
    expect(dots.length).toBeLessThanOrEqual(120);
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThan(box.left);
      expect(x).toBeLessThan(box.right);
      expect(y).toBeLessThan(box.bottom);
      expect(y).toBeGreaterThan(box.bottom - 40);
    }
  });

  test('one dot stands for so many that the longest queue fits, in a number that is easily said', () => {
    const longest = (waiting: number) =>
      waitingUnit(
        recordingWith({
          nodes: [
            null,
            {
              copies: 0,
              states: new Uint8Array(),
              busy: new Uint8Array(),
              waiting: Uint32Array.of(0, waiting),
              oldest: new Float32Array(2),
              middle: new Float32Array(2),
              text: new Uint16Array(2),
            },
          ],
        }),
      );
    expect([0, 110, 111, 500, 600, 4e9].map(longest)).toEqual([1, 1, 2, 5, 10, 5e7]);
  });

  test('what is lost is seen from its moment on, falls, and is gone', () => {
    const recording = recordingWith({
      losses: { at: Float32Array.of(1000, 1500, 4000), node: Uint8Array.of(1, 0, 1) },
    });
    const falling = (at: number) => {
      const seen: [node: number, below: number, share: number][] = [];
      forEachFall(recording, at, 1000, (node, _aside, below, share) => seen.push([node, below, share]));
      return seen;
    };
    expect(falling(999)).toEqual([]);
    expect(falling(1500).map(([node, , share]) => [node, share])).toEqual([
      [1, 0.5],
      [0, 0],
    ]);
    expect(falling(1900)[0]![1]).toBeGreaterThan(falling(1500)[0]![1]);
    expect(falling(3000)).toEqual([]);
  });

  test('what is slow is slow for its scene, and never below what a person notices', () => {
    const steps = (took: number) => {
      const depart = Float32Array.from({ length: 30 }, (_, index) => index * 10);
      const moves = {
        depart,
        arrive: depart.map((at) => at + took),
        from: new Uint8Array(30),
        to: new Uint8Array(30).fill(1),
        tone: new Uint8Array(30).fill(1),
        born: depart,
      };
      return ageSteps(recordingWith({ moves }));
    };
    expect(steps(200)).toEqual([2000, 6000]);
    expect(steps(1)).toEqual([300, 1000]);
    expect(ageSteps(recordingWith())).toEqual([300, 1000]);
    expect([0, 299, 300, 1000].map((age) => ageOf(age, [300, 1000]))).toEqual([0, 0, 1, 2]);
  });
});

describe('ways and charts', () => {
  test('a share of the way is a share of its length', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 30, y: 0 },
      { x: 30, y: 10 },
    ];
    expect(along(corner, 0)).toEqual({ x: 0, y: 0 });
    expect(along(corner, 0.5)).toEqual({ x: 20, y: 0 });
    expect(along(corner, 0.875)).toEqual({ x: 30, y: 5 });
    expect(along(corner, 1)).toEqual({ x: 30, y: 10 });
  });

  test('a way of no length stays where it is', () => {
    const point = { x: 3, y: 4 };
    expect(along([point, point], 0.5)).toEqual(point);
    expect(along([point], 0.5)).toEqual(point);
    expect(along([], 0.5)).toEqual({ x: 0, y: 0 });
  });

  const paths = (markup: string) => [...markup.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path!);

  test('a line breaks where there is no value, and no picture holds NaN', () => {
    const { NaN: none } = Number;
    const values = Float32Array.from({ length: 121 }, (_, place) => (place >= 40 && place <= 80 ? none : 10));
    const [path] = paths(chartStill([{ label: 'a', values }]));
    const pieces = path!.split('M').slice(1);
    // A piece is where it begins and then the ways from point to point: the ends are at the first and the sum.
    const ends = pieces.map((piece) => {
      const steps = piece.split('l').map(Number.parseFloat);
      return [steps[0]!, steps.reduce((x, step) => x + step, 0)];
    });
    expect(pieces.length).toBe(2);
    expect(ends[0]![0]).toBe(0);
    expect(ends[0]![1]).toBeLessThan((240 * 40) / 120);
    expect(ends[1]![0]).toBeGreaterThan((240 * 80) / 120);
    expect(ends[1]![1]).toBe(240);
    const empty = chartStill([
      { label: 'none', values: new Float32Array(121).fill(none) },
      { label: 'zero', values: new Float32Array(121) },
    ]);
    expect(paths(empty)).toEqual(['', expect.stringMatching(/^M0 60(l\d+ 0)+$/)]);
    expect(empty).not.toContain('NaN');
    expect(empty).toContain('stage-highest">0<');
  });

  test('the highest value is named as people read it', () => {
    const highest = (value: number) =>
      /stage-highest">([^<]*)/.exec(chartStill([{ label: '', values: Float32Array.of(0, value) }]))![1];
    expect([1234.5, 99.96, 0.0123].map(highest)).toEqual(['1,235', '100', '0.012']);
  });

  const line = (label: string, height: number) => ({ label, values: new Float32Array(11).fill(height) });

  test('charts of one title share one, and the world is named where there are several', () => {
    const charts = [{ title: 'Load', unit: 'per second', series: [line('asked', 1)] }];
    const two = [{ title: 'Times', unit: 'ms', series: [line('median', 1), line('tail', 2)] }];
    const labels = (recordings: Recording[]) =>
      mergedCharts(recordings).map(({ title, series }) => [title, series.map(({ label }) => label)]);
    expect(labels([recordingWith({ charts })])).toEqual([['Load', ['asked']]]);
    const one = recordingWith({ title: 'One', charts: [...charts, ...two] });
    const other = recordingWith({ title: 'Other', charts: [...charts, ...two] });
    expect(labels([one, other])).toEqual([
      ['Load', ['One', 'Other']],
      ['Times', ['One: median', 'One: tail', 'Other: median', 'Other: tail']],
    ]);
    expect(labels([recordingWith({ charts: [{ title: 'Empty', unit: '', series: [] }] })])).toEqual([]);
  });

  test('a legend says the name of a world once', () => {
    const names = (...labels: string[]) => legendNames(labels.map((label) => ({ label })));
    expect(names('A: 7: p99', 'A: 7: mean', 'B: p99', 'B: mean')).toEqual([
      ['A: 7', ': p99'],
      ['mean'],
      ['B', ': p99'],
      ['mean'],
    ]);
    expect(names('asked', 'served')).toEqual([['asked'], ['served']]);
  });

  test('of more than six lines the highest six are kept, in their order', () => {
    const heights = [3, 9, 1, 8, 7, Number.NaN, 6, 5, 4];
    const series = heights.map((height, place) => line(`${place}`, height));
    const merged = mergedCharts([recordingWith({ charts: [{ title: 'T', unit: '', series }] })]);
    expect(merged[0]!.series.map(({ label }) => label)).toEqual(['1', '3', '4', '6', '7', '8']);
  });
});

describe('markup', () => {
  const HOSTILE = `"'><img src=x onerror=alert(1)></script><b>&amp;`;
  const knobs: Record<string, Knob> = {
    [HOSTILE]: { kind: 'number', label: HOSTILE, unit: HOSTILE, min: 0, max: 10, step: 1, value: 5 },
    which: { kind: 'choice', label: HOSTILE, options: [{ value: HOSTILE, label: HOSTILE }], value: HOSTILE },
    flip: { kind: 'switch', label: HOSTILE, value: true },
  };
  const hostile = (): Recording =>
    recordingWith({
      title: HOSTILE,
      architecture: {
        title: HOSTILE,
        regions: [{ id: 'west', label: HOSTILE }],
        nodes: [
          { id: 'users', kind: 'client', label: HOSTILE, note: HOSTILE },
          { id: 'web', kind: 'web', label: HOSTILE, region: 'west' },
        ],
        links: [{ from: 'users', to: 'web', label: HOSTILE }],
      },
      nodes: [
        null,
        {
          copies: 1,
          states: new Uint8Array(11).fill(3),
          busy: new Uint8Array(11),
          waiting: new Uint32Array(11),
          oldest: new Float32Array(11),
          middle: new Float32Array(11),
          text: new Uint16Array(11).fill(1),
        },
      ],
      texts: ['', HOSTILE],
      cuts: [{ at: 0, links: [0, 7] }],
      charts: [{ title: HOSTILE, unit: HOSTILE, series: [{ label: HOSTILE, values: new Float32Array(11).fill(1) }] }],
      targets: [{ target: HOSTILE, label: HOSTILE, does: 'crash' }],
      events: [{ at: 0, text: HOSTILE }],
    });
  const content: StageContent = {
    id: 'scene',
    title: HOSTILE,
    knobs,
    settings: { [HOSTILE]: 5, which: HOSTILE, flip: true },
    seconds: 10,
    pace: 1,
    at: 5000,
    recordings: [hostile(), hostile()],
    level: 3,
  };
  /** What a browser would take for the names of elements and of attributes. */
  const elements = (markup: string) => new Set([...markup.matchAll(/<\/?([a-zA-Z]+)/g)].map(([, name]) => name));

  test('no text that a recording or a knob holds becomes an element or an attribute', () => {
    for (const markup of [
      stageMarkup(content),
      wordsMarkup(content.recordings, 5000),
      eventsMarkup(content.recordings, 5000),
      overlayStill(hostile(), 5000),
    ]) {
      expect(markup).toContain('&lt;img src=x onerror=alert(1)&gt;');
      for (const name of ['img', 'script', 'b']) expect(elements(markup)).not.toContain(name);
      // Without the quoted values of attributes nothing is left of it but text.
      const outside = markup.replaceAll(/"[^"]*"/g, '""');
      expect(outside).not.toMatch(/<[^>]*onerror/);
      expect(outside.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
    }
  });

  test('the hostile texts were all in it', () => {
    const plain = stageMarkup({ ...content, title: 'T', knobs: {}, settings: {}, recordings: [recordingWith()] });
    expect(plain).not.toContain('onerror');
    // In one picture: the titles, the labels, the notes, the gauge, the chart, the target, the event and the words.
    expect(stageMarkup(content).split('onerror').length).toBeGreaterThan(30);
  });

  test('what is not there is hidden: no knobs, no targets, no events', () => {
    const plain = stageMarkup({ ...content, knobs: {}, recordings: [recordingWith()] });
    expect(plain).toMatch(/<fieldset class="stage-knobs"[^>]* hidden>/);
    expect(plain).toMatch(/<fieldset class="stage-break"[^>]* hidden>/);
    expect(plain).toMatch(/data-events[^>]* hidden>/);
    expect(plain).toMatch(/data-dots hidden>/);
    expect(stageMarkup(content)).not.toMatch(/<fieldset[^>]* hidden>/);
  });

  test('the dots of a full recording are a few paths', () => {
    const count = most.moves;
    const depart = new Float32Array(count).fill(4_900);
    const moves = {
      depart,
      arrive: depart.map((at) => at + 300),
      from: new Uint8Array(count),
      to: new Uint8Array(count).fill(1),
      tone: Uint8Array.from(depart, (_, index) => index % 3),
      born: depart.map((at) => Math.max(0, at - 900)),
    };
    const still = overlayStill(recordingWith({ moves, oneIn: 4 }), 5000);
    expect(still.match(/<path/g)!.length).toBeLessThanOrEqual(8);
    expect(still).not.toContain('NaN');
    expect(stageMarkup({ ...content, recordings: [recordingWith({ moves, oneIn: 4 })] })).toContain(
      'Dots, one for every 4 that travel',
    );
  });
});
