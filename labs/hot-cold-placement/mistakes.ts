/** What people get wrong here, each as what it changes in a right answer, and the test that must catch it. */
import type { Mistake } from '#grading';

const SAFE = 'Each video has two safe copies in different regions, where it is watched most';
const NEAR = 'What is left of the budget goes to near copies, by the views of that video in that region';
const FITS = 'Nothing is placed that does not fit, and a smaller one behind it still may be';
const REFUSED = 'A budget that cannot keep everything safe is refused, and so is a single region';

export default [
  {
    name: 'cold-videos-once',
    caughtBy: SAFE,
    because: 'What nobody watches is kept once, as the source suggests: one disk, and it is gone.',
    edits: [['places.slice(0, SAFE)) copies', 'places.slice(0, places[0]!.views > 0 ? SAFE : 1)) copies']],
  },
  {
    name: 'three-of-each',
    caughtBy: SAFE,
    because: 'Three safe copies, because everybody takes three.',
    edits: [['const SAFE = 2;', 'const SAFE = 3;']],
  },
  {
    name: 'safe-in-the-first-regions',
    caughtBy: SAFE,
    because: 'Safe copies go to the first two regions of the list, wherever the video is watched.',
    edits: [['for (const { region } of places.slice(0, SAFE))', 'for (const region of regions.slice(0, SAFE))']],
  },
  {
    name: 'safe-where-nobody-looks',
    caughtBy: SAFE,
    because: 'The sort is the wrong way round: the least watched regions keep the copies.',
    edits: [['return b.views - a.views ||', 'return a.views - b.views ||']],
  },
  {
    name: 'views-as-texts',
    caughtBy: SAFE,
    because: 'Views are compared as texts: 9 beats 10 and 100.',
    edits: [['b.views - a.views', 'byName(`${b.views}`, `${a.views}`)']],
  },
  {
    name: 'views-in-thirty-two-bits',
    caughtBy: SAFE,
    because:
      '`| 0` for whole numbers: a video that is watched more than two thousand million times is watched less than never.',
    edits: [['b.views - a.views', '(b.views | 0) - (a.views | 0)']],
  },
  {
    name: 'equals-as-they-come',
    caughtBy: SAFE,
    because: 'Equal views leave the order of the list: another order of the regions is another placement.',
    edits: [['|| byName(a.video.id, b.video.id) || byName(a.region, b.region);', ';']],
  },
  {
    name: 'equals-by-region-first',
    caughtBy: NEAR,
    because: 'Of equal views the region decides before the video.',
    edits: [
      [
        'byName(a.video.id, b.video.id) || byName(a.region, b.region)',
        'byName(a.region, b.region) || byName(a.video.id, b.video.id)',
      ],
    ],
  },
  {
    name: 'names-without-case',
    caughtBy: NEAR,
    because: 'Names are compared without regard to case.',
    edits: [
      [
        '(a < b ? -1 : a > b ? 1 : 0)',
        '(a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0)',
      ],
    ],
  },
  {
    name: 'names-as-people-sort',
    caughtBy: NEAR,
    because: 'Numbers in names are read as numbers: a9 before a10.',
    edits: [
      [
        'return b.views - a.views || byName(a.video.id, b.video.id)',
        "const number = ({ video }: Candidate) => Number(video.id.replace(/\\D/g, ''));\n  return b.views - a.views || number(a) - number(b) || byName(a.video.id, b.video.id)",
      ],
    ],
  },
  {
    name: 'by-all-its-views',
    caughtBy: NEAR,
    because:
      'A video is hot or cold everywhere: what all regions together watch decides, and copies go where nobody asks for them.',
    edits: [
      [
        'others.push(...places.slice(SAFE));',
        'const all = video.views.reduce((sum, each) => sum + each, 0);\n    others.push(...places.slice(SAFE).map((each) => ({ ...each, views: all })));',
      ],
    ],
  },
  {
    name: 'by-traffic',
    caughtBy: NEAR,
    because: 'Views times gigabytes: what a copy saves, without what it costs. Large videos come first.',
    edits: [
      ['others.sort(byViews)', 'others.sort((a, b) => b.views * b.video.gb - a.views * a.video.gb || byViews(a, b))'],
    ],
  },
  {
    name: 'by-views-for-a-gigabyte',
    caughtBy: NEAR,
    because: 'Views are divided by gigabytes: but a large video saves as much more as it costs.',
    edits: [
      ['others.sort(byViews)', 'others.sort((a, b) => b.views / b.video.gb - a.views / a.video.gb || byViews(a, b))'],
    ],
  },
  {
    name: 'the-second-copy-again',
    caughtBy: NEAR,
    because: 'Regions that have a safe copy get a near one as well: two copies of a video on one disk.',
    edits: [['others.push(...places.slice(SAFE));', 'others.push(...places);']],
  },
  {
    name: 'safe-copies-are-free',
    caughtBy: FITS,
    because: 'The safe copies are not taken off the budget.',
    edits: [['let left = budgetGb - least;', 'let left = budgetGb;']],
  },
  {
    name: 'a-copy-for-nobody',
    caughtBy: FITS,
    because: 'There is room, so everything is copied everywhere, also where nobody watches it.',
    edits: [['if (views === 0 || video.gb > left) continue;', 'if (video.gb > left) continue;']],
  },
  {
    name: 'ends-at-the-first-that-does-not-fit',
    caughtBy: FITS,
    because: 'The first copy that does not fit ends it all, and what is left stays empty.',
    edits: [['if (views === 0 || video.gb > left) continue;', 'if (views === 0 || video.gb > left) break;']],
  },
  {
    name: 'exactly-is-too-much',
    caughtBy: FITS,
    because: 'A copy that takes just what is left is turned away.',
    edits: [['video.gb > left) continue', 'video.gb >= left) continue']],
  },
  {
    name: 'a-little-over',
    caughtBy: FITS,
    because: 'It goes on as long as anything is left, and the last copy takes more than that.',
    edits: [['video.gb > left) continue', 'left <= 0) continue']],
  },
  {
    name: 'sorted-by-region',
    caughtBy: SAFE,
    because: 'The answer is sorted by the region first.',
    edits: [
      [
        'copies.sort((a, b) => byName(a.video, b.video) || byName(a.region, b.region))',
        'copies.sort((a, b) => byName(a.region, b.region) || byName(a.video, b.video))',
      ],
    ],
  },
  {
    name: 'as-much-as-there-is-room-for',
    caughtBy: REFUSED,
    because: 'A budget that is too small is used as far as it goes, and some videos are kept once or not at all.',
    edits: [
      [
        'if (!(budgetGb >= least)) throw new RangeError(`budgetGb must be ${least} or more: two copies of each video`);',
        '',
      ],
    ],
  },
  {
    name: 'no-number-is-enough',
    caughtBy: REFUSED,
    because: '"Less than the least" is refused, and NaN is not less than anything.',
    edits: [['!(budgetGb >= least)', 'budgetGb < least']],
  },
  {
    name: 'one-copy-each-is-enough',
    caughtBy: REFUSED,
    because: 'The budget is compared with one copy of each.',
    edits: [
      ['sum + SAFE * gb, 0);', 'sum + gb, 0);'],
      ['let left = budgetGb - least;', 'let left = budgetGb - 2 * least;'],
    ],
  },
  {
    name: 'one-region-is-a-place',
    caughtBy: REFUSED,
    because: 'A single region is accepted, and both copies are on its disk, or there is one.',
    edits: [
      [
        "if (regions.length < SAFE) throw new RangeError('regions must be two or more: two copies in one place are one');",
        '',
      ],
    ],
  },
  {
    name: 'sorts-what-it-is-given',
    caughtBy: SAFE,
    because: 'The lists are sorted in place: the regions of the caller no longer stand in the order of the views.',
    edits: [
      ['const places = regions.map(', 'const places = (regions as string[]).map('],
      [
        '  const copies: Copy[] = [];',
        '  (videos as Video[]).sort((a, b) => byName(a.id, b.id));\n  const copies: Copy[] = [];',
      ],
    ],
  },
  {
    name: 'pairs-as-joined-texts',
    caughtBy: NEAR,
    because: 'Which pairs are taken is kept as video-region: "a" in "b-c" and "a-b" in "c" are one.',
    edits: [
      [
        'let left = budgetGb - least;',
        'let left = budgetGb - least;\n  const taken = new Set(copies.map((copy) => `${copy.video}-${copy.region}`));',
      ],
      [
        'if (views === 0 || video.gb > left) continue;',
        'if (views === 0 || video.gb > left || taken.has(`${video.id}-${region}`)) continue;',
      ],
    ],
  },
  {
    name: 'near-views-in-thirty-two-bits',
    caughtBy: NEAR,
    because: 'Views are right where the safe copies go, and 32 bits wide where the near ones do.',
    edits: [['others.sort(byViews)', 'others.sort((a, b) => (b.views | 0) - (a.views | 0) || byViews(a, b))']],
  },
  {
    name: 'gigabytes-in-thirty-two-bits',
    caughtBy: REFUSED,
    because: 'Two copies of a video of a thousand million gigabytes take less than nothing.',
    edits: [['sum + SAFE * gb, 0)', '(sum + SAFE * gb) | 0, 0)']],
  },
] satisfies Mistake[];
