/**
 * Finds a Chromium to test with, or obtains one: what the caller names, Playwright's own, the system's, a download by
 * Playwright, Debian's package, and last a build that ships inside an npm package. The headless shell comes first: the same
 * engine without tabs, menus and extensions, as Playwright runs it by itself. A context with a page costs 0.5 s of processor
 * in it, and 1.8 s in a whole Chromium, which draws a window for each (ten of them side by side in one run).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright';

const SHELL = 'chromium-headless-shell';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const PACKAGED = '@sparticuz/chromium@153.0.0';

/** A program that starts and says it is a browser. */
function works(path: string | undefined): path is string {
  if (!path || !existsSync(path)) return false;
  const { status } = spawnSync(path, ['--version', '--no-sandbox'], { timeout: 30_000, stdio: 'ignore' });
  return status === 0;
}

function ownBrowser(): string | undefined {
  return [chromium.executablePath()].find(works);
}

function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(works);
}

const systemBrowser = (): string | undefined => onPath(...NAMES) ?? PLACES.find(works);

function run(command: string, ...args: string[]): boolean {
  console.error(`Looking for a browser: ${command} ${args.join(' ')}`);
  return (
    spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  );
}

function debianPackage(name: string): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const install = (): boolean => run('apt-get', 'install', '-y', '--no-install-recommends', name);
  return install() || (run('apt-get', 'update') && install()) ? onPath(name) : undefined;
}

/** Made for cloud functions; elsewhere its shared libraries have to be unpacked by hand. */
async function packagedBrowser(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(process.cwd(), '.cache', 'browser');
  if (!run('npm', 'install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', PACKAGED)) return undefined;
  const require = createRequire(join(folder, 'index.js'));
  const packaged = (await import(require.resolve('@sparticuz/chromium'))) as {
    default: { executablePath(): Promise<string> };
    inflate(path: string): Promise<string>;
    setupLambdaEnvironment(path: string): void;
  };
  const archives = join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
  packaged.setupLambdaEnvironment(join(await packaged.inflate(join(archives, 'al2023.tar.br')), 'lib'));
  return [await packaged.default.executablePath()].find(works);
}

/** The path of a browser that starts. Throws an Error that says what to do when there is none to be had. */
export async function findBrowser(): Promise<string> {
  const named = process.env.CHROME_PATH;
  if (named && !works(named))
    throw new Error(`CHROME_PATH is ${named}, which does not start. Correct it, or unset it.`);
  const found =
    named ??
    ownBrowser() ??
    onPath(SHELL) ??
    debianPackage(SHELL) ??
    systemBrowser() ??
    (run('npx', 'playwright', 'install', '--with-deps', 'chromium') ? ownBrowser() : undefined) ??
    debianPackage('chromium') ??
    (await packagedBrowser());
  if (!found) {
    throw new Error(
      'No Chromium was found, and none could be installed. Install Chromium or Chrome, or set CHROME_PATH to one, and run the tests again.',
    );
  }
  return found;
}
