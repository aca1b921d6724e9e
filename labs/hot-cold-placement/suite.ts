/** What a right placement keeps: everything safely, what is watched nearby, and never more than there is room for. */
import {
  anyString,
  BOUNDARY_STRINGS,
  expect,
  fail,
  fc,
  forEachOf,
  format,
  kept,
  LOOKALIKES,
  MISORDERED,
  property,
  repeat,
  SEPARATORS,
  solution,
  test,
} from '#grading';
import { leastGb, rightPlacement } from './model.ts';
import type { Copy, Video } from './types.ts';

const { placeReplicas } = solution<typeof import('./solution.ts')>();

const REGIONS = ['london', 'newyork', 'sydney'];
const video = (id: string, gb: number, ...views: number[]): Video => ({ id, gb, views });

const named = ({ video, region, why }: Copy): string => `${format(video)} in ${format(region)} (${why})`;

/** Says in a sentence what is missing or too much, before the lists are compared. */
function check(
  videos: readonly Video[],
  budgetGb: number,
  regions: readonly string[] = REGIONS,
  only?: Copy['why'],
): void {
  const given: unknown = placeReplicas(videos, regions, budgetGb);
  const right = rightPlacement(videos, regions, budgetGb).filter(({ why }) => only === undefined || why === only);
  if (Array.isArray(given)) {
    const copies = (given as Copy[]).filter((copy) => only === undefined || copy?.why === only);
    const isThere = (list: readonly Copy[], { video, region, why }: Copy) =>
      list.some((other) => other?.video === video && other?.region === region && other?.why === why);
    const missing = right.filter((copy) => !isThere(copies, copy));
    const tooMuch = copies.filter((copy) => !isThere(right, copy));
    const shown = { expected: format(right), actual: format(given) };
    if (missing.length > 0) fail(`A copy is missing: ${named(missing[0]!)}.`, shown);
    if (tooMuch.length > 0) fail(`A copy should not be there: ${named(tooMuch[0]!)}.`, shown);
    if (only !== undefined) return;
  }
  expect(given, 'Each copy once, sorted by the video and then by the region.').toEqual(right);
}

/** Views that 32 bits, or a short fraction, cannot tell from the next. */
const WIDE = [1, 16_777_216, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 3_000_000_000, 2 ** 53 - 2];

/** More regions than a number has bits. */
const FORTY = Array.from({ length: 40 }, (_, nth) => `region ${(nth * 17) % 40}`);

const LIBRARY = [
  video('cats', 2, 90, 80, 70),
  video('talk', 3, 0, 5, 0),
  video('song', 1, 7, 7, 7),
  video('film', 5, 0, 0, 60),
  video('old', 4, 0, 0, 0),
];

test('Each video has two safe copies in different regions, where it is watched most', {
  marks: 1,
  why: 'A copy in a cache may go; the last two may not. Somebody made that video, also if nobody has watched it this year.',
}, () => {
  forEachOf([[LIBRARY[0]!], LIBRARY, [...LIBRARY].reverse()], (videos) => {
    check(videos, leastGb(videos), REGIONS, 'safe');
    check(videos, leastGb(videos), [...REGIONS].reverse(), 'safe');
    check(videos, 1_000, REGIONS, 'safe');
  });
  const views = [0, 1, 5];
  forEachOf(
    views.flatMap((a) => views.flatMap((b) => views.map((c) => [a, b, c]))),
    (each) => {
      check([video('v', 1, ...each)], 2, REGIONS, 'safe');
      check([video('v', 1, ...each)], 2, ['z', 'B', 'a'], 'safe');
    },
  );
  check([video('v', 1, 1, 2)], 2, ['a', 'b']);
  // Numbers, and not texts; and beyond 32 bits.
  check([video('v', 1, 9, 10, 100)], 2);
  check([video('v', 1, 2 ** 31, 2 ** 31 - 1, 2 ** 32 + 1)], 2);
  forEachOf(LOOKALIKES, ([one, other]) => {
    check([video(one, 1, 3, 4, 5), video(other, 1, 5, 4, 3)], 4);
    check([video('v', 1, 0, 0, 0)], 2, [other, 'm', one]);
  });
  check(
    BOUNDARY_STRINGS.slice(0, 60).map((id, nth) => video(id, 1, nth % 3, nth % 5, nth % 2)),
    120,
  );
  // The last place goes by the name, as `<` compares it.
  forEachOf([...MISORDERED, ['9', '10'] as const, ['10', '9'] as const], ([one, other]) =>
    check([video('v', 1, 0, 0, 0)], 2, [one, other, '']),
  );
  forEachOf(WIDE, (views) => check([video('v', 1, views, views, views + 1)], 2));
  check([video('v', 1, 0, 0)], 2, ['b', 'a']);
  check([video('v', 1, ...FORTY.map(() => 3)), video('w', 1, ...FORTY.map((_, nth) => nth))], 4, FORTY);
  // Names that differ in little are two names, and two regions are enough.
  forEachOf([...LOOKALIKES, ['A', 'a'] as const], ([one, other]) => check([video('v', 1, 1, 2)], 2, [one, other]));
  check([], 0);
  check([], 5);
});

test('What is left of the budget goes to near copies, by the views of that video in that region', {
  marks: 1,
  why: 'Popularity has a place. A song that fills London may be unknown in Sydney, and a copy there would save nothing.',
}, () => {
  for (let more = 0; more <= 16; more++) check(LIBRARY, leastGb(LIBRARY) + more);
  check(LIBRARY, Number.POSITIVE_INFINITY);
  check(LIBRARY, leastGb(LIBRARY) + 0.5);
  // Few views everywhere beat nobody; many in one place beat a few in all.
  check([video('a', 1, 9, 9, 1), video('b', 1, 3, 3, 3), video('c', 1, 0, 99, 0)], 7);
  // Equal views: by the id of the video, then by the region.
  const equals = ['b', 'B', 'a10', 'a9', 'é'].map((id) => video(id, 1, 4, 4, 4, 4));
  for (let more = 0; more <= 10; more++) check(equals, 10 + more, ['n', 'm', 'N', 'é']);
  forEachOf([...LOOKALIKES, ...MISORDERED], ([one, other]) => {
    check([video(one, 1, 4, 4, 4), video(other, 1, 4, 4, 4)], 5);
    check([video('v', 1, 4, 4, 4, 4)], 3, [one, other, '', 'm']);
    check([video('v', 1, 4, 4, 4, 4)], 4, [one, other, '', 'm']);
    check([video(one, 1, 3, 4, 5), video(other, 1, 5, 4, 3)], 6);
  });
  check([video('v', 1, 4, 4, 4, 9)], 3, ['10', '9', '80', 'a']);
  // Ids and names that are something else besides, or that are one text when they are joined.
  forEachOf(['__proto__', 'constructor', 'toString', ''], (name) => {
    check([video(name, 1, 1, 1, 1)], 3);
    check([video('v', 1, 9, 1, 9), video('w', 1, 1, 9, 1)], 6, ['a', name, 'b']);
  });
  forEachOf(SEPARATORS, (join) => {
    const regions = [`b${join}c`, 'd', 'c'];
    // Where one has a copy, safe or near, the other has one of either kind.
    for (const [one, other] of [
      [
        [9, 3, 5],
        [9, 5, 3],
      ],
      [
        [1, 3, 5],
        [9, 5, 3],
      ],
      [
        [1, 3, 5],
        [1, 3, 5],
      ],
      [
        [9, 3, 5],
        [1, 3, 5],
      ],
    ] as const)
      check([video('a', 1, ...one), video(`a${join}b`, 1, ...other)], Number.POSITIVE_INFINITY, regions);
  });
  // There is room for one.
  forEachOf(WIDE, (views) => {
    check([video('a', 1, 2 ** 53, 2 ** 53, views), video('b', 1, 2 ** 53, 2 ** 53, views + 1)], 5);
    check([video('a', 1, 2 ** 53, 2 ** 53, 1), video('b', 1, 2 ** 53, 2 ** 53, views + 1)], 5);
  });
  const four = ['d', 'c', 'b', 'a'];
  const anyVideo = fc.record({
    gb: fc.integer({ min: 1, max: 4 }),
    views: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }),
  });
  property(
    [fc.array(anyVideo, { minLength: 1, maxLength: 7 }), fc.integer({ min: 0, max: 30 })],
    (found, more) => {
      const videos = found.map((each, nth) => ({ id: `v${(nth * 7) % 11}`, ...each }));
      check(videos, leastGb(videos) + more, four);
    },
    { runs: 60 },
  );
  property(
    [fc.uniqueArray(anyString({ maxLength: 4 }), { minLength: 2, maxLength: 6 })],
    (ids) => {
      check(
        ids.map((id, nth) => video(id, 1, nth, 3, 2)),
        2 * ids.length + 2,
      );
    },
    { runs: 20 },
  );
  // Many regions, and more room than 32 bits count.
  check([video('v', 1, ...FORTY.map((_, nth) => nth % 7)), video('w', 2, ...FORTY.map(() => 3))], 60, FORTY);
  forEachOf([2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53], (more) => check(LIBRARY, leastGb(LIBRARY) + more));
  // The same library once more, and smaller, and in other regions: nothing is left of the one before.
  check(LIBRARY, 40);
  check(LIBRARY.slice(0, 2), 12);
  const library = kept(LIBRARY);
  forEachOf([REGIONS, [...REGIONS].reverse(), ['z', 'y', 'x'], REGIONS], (regions) => check(library, 40, regions));
  forEachOf(SEPARATORS, (join) => {
    check([video('v', 1, 3, 2, 1)], 3, [`a${join}b`, 'c', 'd']);
    check([video('v', 1, 3, 2, 1)], 3, ['a', `b${join}c`, 'd']);
  });
  repeat([[placeReplicas, [], REGIONS, 0]], 10_100);
  check(LIBRARY, 40);
});

test('Nothing is placed that does not fit, and a smaller one behind it still may be', {
  marks: 0.5,
  why: 'A disk that is full refuses. And a gigabyte that nobody uses is paid for all the same.',
}, () => {
  const sizes = [video('a', 4, 9, 9, 9), video('b', 3, 8, 8, 8), video('c', 2, 7, 7, 7), video('d', 1, 6, 6, 6)];
  for (let more = 0; more <= 11; more++) check(sizes, leastGb(sizes) + more);
  check([video('a', 10, 9, 9, 9), video('b', 1, 1, 1, 1)], 22 + 9);
  check([video('a', 10, 9, 9, 9), video('b', 1, 1, 1, 1)], 22 + 10);
  check([video('a', 10, 9, 9, 9), video('b', 1, 1, 1, 1)], 22 + 11);
  check(sizes, leastGb(sizes) + 4 - 1e-9);
  // Behind hundreds that do not fit there is one that does.
  const hundreds = Array.from({ length: 300 }, (_, nth) => video(`v${(nth * 7) % 300}`, 3, ...[9, 9, 8, 7, 6, 5]));
  const library = [...hundreds, video('small', 1, 2, 2, 1, 0, 0, 0)];
  const regions = ['a', 'b', 'c', 'd', 'e', 'f'];
  forEachOf([1, 4], (more) => {
    const budgetGb = leastGb(library) + more;
    expect(placeReplicas(library, regions, budgetGb), `300 videos of 3 GB and one of 1 GB, in ${budgetGb} GB.`).toEqual(
      rightPlacement(library, regions, budgetGb),
    );
  });
  // Room without end, and nobody who watches.
  check([video('a', 1, 0, 0, 0), video('b', 1, 3, 0, 0)], 1_000);
});

test('A budget that cannot keep everything safe is refused, and so is a single region', {
  marks: 0.5,
  why: 'To keep one copy of some videos, because there was no room, is how they are lost.',
}, () => {
  const names = ['videos', 'regions', 'budgetGb'];
  const huge = [2 ** 30, 2 ** 31, 2 ** 40].map((gb) => [video('a', gb, 1, 1, 1), video('b', 1, 1, 1, 1)]);
  forEachOf([LIBRARY, [LIBRARY[0]!], [video('a', 7, 1, 1, 1)], ...huge], (videos) => {
    const least = leastGb(videos);
    forEachOf(
      [least - 1, least - 0.5, least * (1 - 2 ** -52), 1, 0, -1, Number.NaN, Number.NEGATIVE_INFINITY, least / 2],
      (budgetGb) => {
        expect(() => placeReplicas(videos, REGIONS, budgetGb), `Two copies of each take ${least} GB.`).toThrow(
          'RangeError',
          'budgetGb',
          names,
        );
      },
    );
    check(videos, least);
    check(videos, Number.POSITIVE_INFINITY);
  });
  expect(() => placeReplicas([], REGIONS, -1)).toThrow('RangeError', 'budgetGb', names);
  expect(() => placeReplicas([], REGIONS, Number.NaN)).toThrow('RangeError', 'budgetGb', names);
  forEachOf([[], ['london']], (regions) => {
    expect(() => placeReplicas([video('a', 1, ...regions.map(() => 3))], regions, 100)).toThrow(
      'RangeError',
      'regions',
      names,
    );
    expect(() => placeReplicas([], regions, 100)).toThrow('RangeError', 'regions', names);
  });
});
