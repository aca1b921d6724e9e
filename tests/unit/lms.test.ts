/** Packages for an LMS: what is told, in the words of both standards and to a run-time of somebody else's, and what a package is made of. */
import { Scorm12API, Scorm2004API } from 'scorm-again';
import { describe, expect, test } from 'vitest';
import { manifestOf } from '../../src/cli/package/manifest.ts';
import { relativeModule, relativePage, relativeText, STAND_IN } from '../../src/cli/package/relative.ts';
import { begin, findApi, timeText } from '../../src/lms/api.ts';
import { MOST_KEPT, standingOf } from '../../src/lms/standing.ts';

const contents = {
  labs: [
    { id: 'lru-cache', marks: 2 },
    { id: 'cache-aside', marks: 1.5 },
  ],
  written: ['caching/effect', 'caching/place'],
};
const result = (lab: string, earned: number, marks: number) => ({ lab, earned, marks, at: 1 });
const answer = (part: string, text: string) => ({ part, text, ticked: [], earned: 0, marks: 1 });
const nothing = { results: [], answers: [] };

describe('how far somebody is', () => {
  test('marks of labs are the score; a blank answer is none, and what a learner gives themselves is no part of it', () => {
    const { earned, marks, done, of } = standingOf(
      contents,
      {
        results: [result('lru-cache', 1.5, 2), result('another', 9, 9)],
        answers: [{ ...answer('caching/effect', 'Because.'), earned: 1 }, answer('caching/place', '  ')],
      },
      '',
    );
    expect({ earned, marks, done, of }).toEqual({ earned: 1.5, marks: 3.5, done: 2, of: 4 });
  });

  test('whoever goes on at another computer keeps what the LMS kept, and adds to it', () => {
    const first = standingOf(
      contents,
      { results: [result('lru-cache', 2, 2)], answers: [answer('caching/effect', 'So.')] },
      '',
    );
    const second = standingOf(
      contents,
      { results: [result('cache-aside', 1.5, 1.5), result('lru-cache', 1, 2)], answers: [] },
      first.kept,
    );
    expect(second).toMatchObject({ earned: 3.5, done: 3 });
    expect(standingOf(contents, nothing, second.kept)).toEqual(second);
  });

  test('an older list of parts, a forged text and marks beyond the lab’s are not believed', () => {
    const { kept } = standingOf(contents, { results: [], answers: [answer('caching/effect', 'So.')] }, '');
    expect(standingOf({ ...contents, written: ['caching/place', 'caching/effect'] }, nothing, kept).done).toBe(0);
    for (const odd of ['', 'null', '7', '{"labs": 1}', '{"labs": {"lru-cache": "x"}}', '{"labs": {"lru-cache": -1}}'])
      expect(standingOf(contents, nothing, odd)).toMatchObject({ earned: 0, done: 0 });
    expect(standingOf(contents, nothing, '{"labs": {"lru-cache": 99}}').earned).toBe(2);
  });

  test('a whole course fits into what SCORM 1.2 keeps', () => {
    const labs = Array.from({ length: 80 }, (_, index) => ({ id: `a-lab-with-a-long-name-${index}`, marks: 12.5 }));
    const written = Array.from({ length: 300 }, (_, index) => `a-lesson/${index}`);
    const all = {
      results: labs.map(({ id }) => result(id, 12.5, 12.5)),
      answers: written.map((part) => answer(part, 'x')),
    };
    const { kept, done } = standingOf({ labs, written }, all, '');
    expect(done).toBe(380);
    expect(kept.length).toBeLessThan(MOST_KEPT);
  });
});

describe('an LMS', () => {
  const half = standingOf(contents, { results: [result('lru-cache', 1.75, 2)], answers: [] }, '');
  const whole = standingOf(
    contents,
    {
      results: [result('lru-cache', 2, 2), result('cache-aside', 1, 1.5)],
      answers: contents.written.map((part) => answer(part, 'So.')),
    },
    '',
  );
  const settings = { autocommit: false, logLevel: 5 } as const;

  test('of SCORM 1.2 hears a score of a hundred, what is done, and keeps the rest', () => {
    const api = new Scorm12API(settings);
    api.cmi.core.student_id = 'ada';
    let now = 0;
    const lms = begin(api as never, '1.2', () => now);
    expect([lms.learner, lms.kept]).toEqual(['ada', '']);
    expect(lms.report(half)).toBeUndefined();
    const get = (element: string) => api.lmsGetValue(`cmi.${element}`);
    expect(['core.score.raw', 'core.score.max', 'core.lesson_status', 'suspend_data'].map(get)).toEqual([
      '50',
      '100',
      'incomplete',
      half.kept,
    ]);
    expect(lms.report(whole)).toBeUndefined();
    expect(get('core.lesson_status')).toBe('completed');
    expect(Number(get('core.score.raw'))).toBeCloseTo(85.7143, 4);
    // Nothing is taken back.
    expect(lms.report(half)).toBeUndefined();
    expect(get('core.lesson_status')).toBe('completed');
    now = 3_723_000;
    lms.end();
    expect(api.isTerminated()).toBe(true);
    expect(api.cmi.getCurrentTotalTime()).toBe('01:02:03');
  });

  test('of SCORM 2004 hears marks, their share, progress and completion', () => {
    const api = new Scorm2004API(settings);
    api.cmi.learner_id = 'ada';
    const lms = begin(api as never, '2004', () => 0);
    expect(lms.report(half)).toBeUndefined();
    const get = (element: string) => api.lmsGetValue(`cmi.${element}`);
    const asked = ['score.raw', 'score.max', 'score.scaled', 'progress_measure', 'completion_status', 'suspend_data'];
    expect(asked.map(get)).toEqual(['1.75', '3.5', '0.5', '0.25', 'incomplete', half.kept]);
    expect(lms.report(whole)).toBeUndefined();
    expect(['progress_measure', 'completion_status'].map(get)).toEqual(['1', 'completed']);
    lms.end();
    expect(api.isTerminated()).toBe(true);
  });

  test('that does not begin, or takes nothing, is told of', () => {
    const api = new Scorm12API(settings);
    begin(api as never, '1.2', () => 0).end();
    expect(() => begin(api as never, '1.2', () => 0)).toThrow(/^The LMS did not begin \(error 1\d\d: /);
    const deaf = {
      ...Object.fromEntries(['LMSInitialize', 'LMSGetValue', 'LMSCommit'].map((name) => [name, () => 'true'])),
      LMSSetValue: () => 'false',
      LMSGetLastError: () => '405',
      LMSGetErrorString: () => 'Incorrect Data Type',
    };
    expect(begin(deaf, '1.2', () => 0).report(half)).toBe(
      'The LMS did not take cmi.core.score.min (error 405: Incorrect Data Type).',
    );
  });

  test('is found in the windows around, then around the one that opened it, and a stranger’s window is none', () => {
    const API = {};
    const top: Record<string, unknown> = { API };
    top.parent = top;
    const middle = { parent: top };
    expect(findApi({ parent: middle }, '1.2')).toBe(API);
    expect(findApi({ parent: middle }, '2004')).toBeUndefined();
    const alone: Record<string, unknown> & { parent: unknown } = { parent: undefined, opener: middle };
    alone.parent = alone;
    expect(findApi(alone, '1.2')).toBe(API);
    const stranger = new Proxy(
      {},
      {
        get: () => {
          throw new DOMException('Blocked a frame', 'SecurityError');
        },
      },
    );
    expect(findApi({ parent: stranger }, '1.2')).toBeUndefined();
  });

  test('hears times as each standard writes them', () => {
    expect([timeText('1.2', 3723), timeText('2004', 3723)]).toEqual(['0001:02:03', 'PT1H2M3S']);
  });
});

describe('the files of a package', () => {
  test('addresses count from the page, folders lead to the page in them, and hashes of what is inline go along', () => {
    const html = `<meta http-equiv="content-security-policy" content="style-src &#39;sha256-QK/w1dUfp22ghpC0GmZyMgiPkQhfMvyE5rRWtYZMX9A=&#39;">
<a href="${STAND_IN}/lessons/caching/#eviction">a</a><a href="${STAND_IN}/">b</a><link href="${STAND_IN}/_astro/x.css">`;
    expect(relativePage('labs/lru-cache/index.html', html)).toContain(
      '<a href="../../lessons/caching/index.html#eviction">a</a><a href="../../index.html">b</a><link href="../../_astro/x.css">',
    );
    expect(relativePage('index.html', html)).toContain('<a href="./index.html">b</a><link href="./_astro/x.css">');
  });

  test('a style that stands in a page is named by its new hash', async () => {
    const hash = async (text: string) =>
      `&#39;sha256-${Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('base64')}&#39;`;
    const style = (base: string) => `@font-face{src:url(${base}x.woff2)}`;
    const page = (policy: string, base: string) => `<meta content="${policy}"><style>${style(base)}</style>`;
    expect(relativePage('work/index.html', page(await hash(style(`${STAND_IN}/`)), `${STAND_IN}/`))).toBe(
      page(await hash(style('../')), '../'),
    );
  });

  test('a module finds the root from where it stands, and a folder in an unknown place is told of', () => {
    const code = `var a=\`${STAND_IN}/_astro/x.js\`,b="${STAND_IN}/".length;`;
    const made = relativeModule('_astro/a.js', code).replaceAll(
      'import.meta.url',
      "'https://lms.example/c/7/_astro/a.js'",
    );
    expect(new Function(`${made} return [a, b];`)()).toEqual(['/c/7/_astro/x.js', 5]);
    expect(() => relativeModule('_astro/a.js', `/${STAND_IN}/ /`)).toThrow(
      '_astro/a.js names its folder in an unknown way',
    );
    expect(relativeText('_astro/a.css', `url(${STAND_IN}/_astro/b.woff2)`)).toBe('url(../_astro/b.woff2)');
  });

  test('the manifest says what it is, as each standard wants it', () => {
    const about = {
      identifier: 'headroom',
      title: 'Caches & co',
      launch: 'launch.html',
      files: ['launch.html', 'a b.js'],
    };
    const old = manifestOf({ ...about, version: '1.2', mastery: 60 });
    for (const part of [
      '<schemaversion>1.2</schemaversion>',
      'adlcp:scormtype="sco" href="launch.html"',
      '<adlcp:masteryscore>60</adlcp:masteryscore>',
      '<title>Caches &#38; co</title>',
      '<file href="a%20b.js" />',
    ])
      expect(old).toContain(part);
    const late = manifestOf({ ...about, version: '2004', mastery: 60 });
    for (const part of [
      '<schemaversion>2004 4th Edition</schemaversion>',
      'adlcp:scormType="sco"',
      '<imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure>',
      'completionSetByContent="true"',
    ])
      expect(late).toContain(part);
    expect(manifestOf({ ...about, version: '2004', mastery: undefined })).not.toContain('satisfiedByMeasure');
  });
});
