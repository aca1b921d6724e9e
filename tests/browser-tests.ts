/** `npm run test:browser -- [arguments of playwright test]`: finds a browser, then runs the tests in it. */
import { spawnSync } from 'node:child_process';
import { findBrowser } from './find-browser.ts';

try {
  const browser = await findBrowser();
  console.log(`Testing in ${browser}`);
  const { status } = spawnSync('npm', ['exec', '--', 'playwright', 'test', ...process.argv.slice(2)], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CHROME_PATH: browser },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
