/**
 * `node tests/behind.ts <niceness> <script of package.json>`: runs it behind what runs beside it, from 1, a little, to 19, with the processor
 * time that everything else leaves. So what has to be done first is done first, and no core is idle meanwhile: tests in a browser wait now
 * and then for a frame or an answer.
 */
import { spawnSync } from 'node:child_process';
import { setPriority } from 'node:os';

const [niceness, script] = process.argv.slice(2);
if (script === undefined || !/^(1?[1-9]|10)$/.test(niceness ?? '')) {
  console.error(
    'Say how far behind, from 1 to 19, and which script of package.json: node tests/behind.ts 19 test:types',
  );
  process.exit(2);
}
// What is started inherits it.
setPriority(Number(niceness));
const { status } = spawnSync('npm', ['run', script], { stdio: 'inherit', shell: process.platform === 'win32' });
process.exitCode = status ?? 1;
