/**
 * `node tests/security/hostile.ts [runs]`: so many hostile runs in the Node twin, and as many in a page, every attack of the list in turn.
 * Nothing may be left of them: no process, no file, no worker, no memory, nothing in the browser's stores. Meant for nights;
 * node-twin.test.ts and leaks.spec.ts look at the same after fewer runs. The page needs the built site.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab } from '../../src/grading/index.ts';
import { openNodeTwin } from '../../src/sandbox/node-twin.ts';
import { FAMILIES, inPlaceOf } from './attacks.ts';
import { faultsOfOurs } from './generated.ts';
import { descendantsOf, peakMb } from './processes.ts';

/** A busy computer must not be taken for an endless program: counted limits end these. */
const PATIENT_MS = 300_000;

/** Megabytes that the twin's process may hold at once: guests of 80, those that wore out until they are collected, and Node itself. */
export const MOST_MB = 700;

/** The labs on which the attacks are tried: one guest, and machines of their own. */
const PLACES = ['server-calculator', 'cap-choices'] as const;

/** What is wrong after so many runs of one lab, in sentences. */
async function afterRuns(id: (typeof PLACES)[number], runs: number): Promise<string[]> {
  const { default: lab } = (await import(pathToFileURL(`labs/${id}/lab.ts`).href)) as { default: Lab };
  const attacks = FAMILIES.flatMap((family) => family.attacks);
  const before = new Set(descendantsOf(process.pid).map(({ pid }) => pid));
  const twin = await openNodeTwin(id, lab, { deadlineMs: PATIENT_MS });
  const wrong: string[] = [];
  const used = new Set<number>();
  let most = 0;
  for (let run = 0; run < runs; run++) {
    const { name: attack, source } = attacks[run % attacks.length]!;
    const request = { source: inPlaceOf(lab.exports, source), seed: run };
    for (const fault of faultsOfOurs(await twin.grade(request))) wrong.push(`${attack}: ${fault}`);
    for (const { pid, isSandbox } of descendantsOf(process.pid)) {
      if (!isSandbox || before.has(pid)) continue;
      used.add(pid);
      most = Math.max(most, peakMb(pid) ?? 0);
    }
  }
  await twin.close();
  for (let wait = 0; wait < 100 && descendantsOf(process.pid).some(({ pid }) => used.has(pid)); wait++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  if (most > MOST_MB) wrong.push(`its process held ${Math.round(most)} MB at once`);
  if (used.size > 1) wrong.push(`${used.size} processes were needed`);
  const left = descendantsOf(process.pid).filter(({ pid }) => used.has(pid));
  if (left.length > 0) wrong.push(`${left.length} processes are left`);
  console.log(`${id}: ${runs} runs in ${used.size} process, ${Math.round(most)} MB at most`);
  return wrong.map((sentence) => `${id}: ${sentence}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runs = Number(process.argv[2] ?? 1000);
  const temporary = mkdtempSync(join(tmpdir(), 'headroom-hostile-'));
  process.env.TMPDIR = temporary;
  const wrong: string[] = [];
  for (const place of PLACES) wrong.push(...(await afterRuns(place, Math.ceil(runs / PLACES.length))));
  const files = readdirSync(temporary);
  if (files.length > 0) wrong.push(`files are left: ${files.join(', ')}`);
  for (const sentence of wrong) console.log(sentence);
  const { status } = spawnSync(process.execPath, ['tests/browser-tests.ts', 'tests/security/leaks.spec.ts'], {
    stdio: 'inherit',
    env: { ...process.env, HOSTILE_RUNS: String(runs) },
  });
  process.exitCode = wrong.length > 0 || status !== 0 ? 1 : 0;
}
