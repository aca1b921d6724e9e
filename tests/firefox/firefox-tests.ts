/**
 * `npm run test:firefox -- [arguments of playwright test]`: the attacks in a Firefox that this computer has. It is no part of `npm test`, which
 * has to work where there is none; on Debian, `apt-get install firefox-esr` brings one. The site must have been built.
 */
import { spawnSync } from 'node:child_process';

const NAMES = ['firefox-esr', 'firefox'];

const browser = [process.env.FIREFOX_PATH, ...NAMES].find(
  (name) => name && spawnSync(name, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0,
);
if (browser) {
  console.log(`Testing in ${browser}`);
  const args = [
    'exec',
    '--',
    'playwright',
    'test',
    '--config',
    'playwright.firefox.config.ts',
    ...process.argv.slice(2),
  ];
  const env = { ...process.env, FIREFOX_PATH: browser };
  process.exitCode = spawnSync('npm', args, { stdio: 'inherit', env }).status ?? 1;
} else {
  console.error(
    `There is no Firefox here: none of ${NAMES.join(' and ')} can be started, and $FIREFOX_PATH names none.`,
  );
  process.exitCode = 1;
}
