/**
 * `npm run lms`: makes the packages of the whole course and tries them in a real Chromium, under a run-time of somebody else's. It is no part of
 * `npm test`, since the site is built once more for it. `npm run lms -- --again` takes the packages that were made before.
 */
import { spawnSync } from 'node:child_process';
import { findBrowser } from '../find-browser.ts';
import { PACKAGES } from './lms.ts';

const [first, ...more] = process.argv.slice(2);
const isAgain = first === '--again';
const run = (program: string, args: string[], env = process.env): number =>
  spawnSync(program, args, { stdio: 'inherit', env }).status ?? 1;

try {
  const browser = await findBrowser();
  const made = isAgain ? 0 : run(process.execPath, ['src/cli/package.ts', 'scorm', '--out', PACKAGES]);
  const args = ['exec', '--', 'playwright', 'test', '--config', 'playwright.lms.config.ts'];
  process.exitCode =
    made ||
    run('npm', [...args, ...(isAgain ? more : process.argv.slice(2))], { ...process.env, CHROME_PATH: browser });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
