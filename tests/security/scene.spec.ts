/**
 * What the page does when a scene's recording comes from an attacker: the worker's whole script is theirs, and answers the page's
 * request for a recording with whatever it likes. The source text in the editor names what it does.
 */
import { expect, test } from '@playwright/test';
import { LabPage, PHONE } from '../browser/lab-page.ts';
import { HTML, serveRuntime } from './hostile-runtime.ts';

test.use({ viewport: PHONE });

/** Answers that no page may draw, each as an expression; `whole()` would be a recording that can be drawn. */
const UNDRAWABLE: Record<string, string> = {
  nothing: 'undefined',
  'a text': "'x'",
  'no recordings': '{ recordings: [] }',
  'too many recordings': '{ recordings: Array.from({ length: 5 }, whole) }',
  'a message without end': "{ message: 'x'.repeat(100_000) }",
  'a message and a recording': "{ message: 'x', recordings: [whole()] }",
  'lists in place of arrays':
    '{ recordings: [whole({ moves: { depart: [0], arrive: [1], from: [0], to: [1], tone: [0], born: [0] } })] }',
  'moves of unequal length': '{ recordings: [whole({ moves: { ...moves, to: new Uint8Array(0) } })] }',
  'moves to nowhere': '{ recordings: [whole({ moves: { ...moves, to: Uint8Array.of(200) } })] }',
  'moves at no time': '{ recordings: [whole({ moves: { ...moves, depart: Float32Array.of(NaN) } })] }',
  'a million moves':
    '{ recordings: [whole({ moves: { depart: new Float32Array(1e6), arrive: new Float32Array(1e6), from: new Uint8Array(1e6), to: new Uint8Array(1e6), tone: new Uint8Array(1e6), born: new Float32Array(1e6) } })] }',
  'losses from nowhere': '{ recordings: [whole({ losses: { at: Float32Array.of(0), node: Uint8Array.of(200) } })] }',
  'losses at no time': '{ recordings: [whole({ losses: { at: Float32Array.of(NaN), node: Uint8Array.of(0) } })] }',
  'a million losses': '{ recordings: [whole({ losses: { at: new Float32Array(1e6), node: new Uint8Array(1e6) } })] }',
  'ages of nobody': '{ recordings: [whole({ nodes: [{ ...track(), oldest: Float32Array.of(0) }, track()] })] }',
  'an age without end':
    '{ recordings: [whole({ nodes: [{ ...track(), middle: Float32Array.of(0, Infinity) }, track()] })] }',
  'samples that are missing': '{ recordings: [whole({ every: 1 })] }',
  'a year': '{ recordings: [whole({ seconds: 3e7, every: 3e10, tick: 3e10 })] }',
  'an architecture of its own': '{ recordings: [whole({ architecture: { title: html } })] }',
  'a node without end':
    "{ recordings: [whole({ architecture: { ...architecture, nodes: [{ id: 'a', kind: 'client' }, { id: 'b', kind: 'web', replicas: 1e9 }] } })] }",
  'a field too many': '{ recordings: [whole({ html })] }',
};

const runtime = `
const html = ${JSON.stringify(HTML)};
const architecture = { title: html.slice(0, 150), nodes: [{ id: 'a', kind: 'client', label: html.slice(0, 70) }, { id: 'b', kind: 'web', label: '<b>b</b>', note: '<i>note</i>' }], links: [{ from: 'a', to: 'b', label: '<u>x</u>' }] };
const moves = { depart: Float32Array.of(0), arrive: Float32Array.of(1000), from: Uint8Array.of(0), to: Uint8Array.of(1), tone: Uint8Array.of(2), born: Float32Array.of(0) };
const track = () => ({ copies: 1, states: Uint8Array.of(2, 3), busy: Uint8Array.of(100, 9), waiting: Uint32Array.of(0, 4e9), oldest: Float32Array.of(0, 3e38), middle: Float32Array.of(0, 1), text: Uint16Array.of(0, 1) });
const whole = (changed) => ({
  title: html.slice(0, 150), architecture, seconds: 1, oneIn: 1, moves, losses: { at: Float32Array.of(0, 500), node: Uint8Array.of(0, 1) }, every: 1000, tick: 1000, nodes: [track(), track()], cuts: [{ at: 0, links: [0, 99] }],
  texts: ['', '<b>text</b>'], charts: [{ title: '<b>chart</b>', unit: '<i>ms</i>', series: [{ label: '<img src=/escaped>', values: Float32Array.of(NaN, 3e38) }] }],
  targets: [{ target: '"><b>', label: '<b>target</b>', does: 'crash' }], events: [{ at: 0, text: html.slice(0, 250) }], ...changed,
});
const undrawable = { ${Object.entries(UNDRAWABLE)
  .map(([name, answer]) => `${JSON.stringify(name)}: () => (${answer}),`)
  .join('\n')} };
addEventListener('message', ({ data: { api, progress } }) => {
  api.onmessage = ({ data: { id, argumentList } }) => {
    const { source } = argumentList[0].value;
    const value = Object.hasOwn(undrawable, source) ? undrawable[source]() : { recordings: [whole()] };
    api.postMessage({ id, type: 'RAW', value });
  };
  progress.postMessage('"ready"');
}, { once: true });
`;

test('a recording that is out of shape is refused, and nothing of it is drawn', async ({ page }) => {
  await serveRuntime(page, runtime);
  const lab = new LabPage(page);
  await lab.open('load-balancers');
  const note = page.locator('[data-scene-note]');
  for (const name of Object.keys(UNDRAWABLE)) {
    await lab.type(name);
    await note.evaluate((element) => element.replaceChildren());
    await page.getByRole('button', { name: 'Watch it run' }).click();
    await expect(note, name).toContainText('not valid');
    await expect(page.locator('[data-scene-body]'), name).toBeEmpty();
  }
});

test('markup in every text of a recording stays text', async ({ page }) => {
  const escaped: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('escaped')) escaped.push(request.url());
  });
  page.on('dialog', () => escaped.push('dialog'));
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await serveRuntime(page, runtime);
  const lab = new LabPage(page);
  await lab.open('load-balancers');
  await lab.type('draws markup');
  await page.getByRole('button', { name: 'Watch it run' }).click();
  const scene = page.locator('[data-scene-body]');
  await expect(scene.locator('.stage-sheet canvas')).toHaveCount(1);
  await scene.locator('.stage-words').evaluate((details) => details.setAttribute('open', ''));
  await scene.getByRole('slider', { name: 'Time' }).fill('1000');
  await scene.getByRole('button', { name: 'Break', exact: true }).click();
  await scene.getByRole('button', { name: 'Break it' }).click();
  await page.keyboard.press('Escape');
  await scene.getByRole('button', { name: 'Step' }).click();
  await expect(scene.locator('img, script, b, i, u')).toHaveCount(0);
  expect(escaped).toEqual([]);
  expect(errors).toEqual([]);
});
