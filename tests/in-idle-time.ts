/**
 * `node tests/in-idle-time.ts <script of package.json>`: runs it with the processor time that everything else leaves. Tests in a browser
 * wait now and then, for a frame or an answer; what has nothing to do with them is done meanwhile, and does not slow them down.
 */
import { spawnSync } from 'node:child_process';
import { constants, setPriority } from 'node:os';

const [script] = process.argv.slice(2);
if (script === undefined) {
  console.error('Say which script of package.json to run: node tests/in-idle-time.ts test:types');
  process.exit(2);
}
// What is started inherits it.
setPriority(constants.priority.PRIORITY_LOW);
const { status } = spawnSync('npm', ['run', script], { stdio: 'inherit', shell: process.platform === 'win32' });
process.exitCode = status ?? 1;
