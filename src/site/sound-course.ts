/**
 * The build refuses what `npm run check` refuses, in the same words: what the files say before anything is built, and whether labs can be
 * graded beside the build. In processes of their own, so that no frames of the build stand above what is said.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AstroIntegration } from 'astro';

const ARGS = ['--disable-warning=ExperimentalWarning', 'src/cli/check.ts'];

function refuse(said: string): never {
  process.stderr.write(`\n${said}The site is not built. npm run check says more.\n`);
  process.exit(1);
}

let labs: { child: ChildProcess; said: string[] } | undefined;

export const soundCourse: AstroIntegration = {
  name: 'sound-course',
  hooks: {
    'astro:config:setup': ({ command }) => {
      if (command !== 'build') return;
      const { status, stdout, stderr } = spawnSync(process.execPath, [...ARGS, '--files'], { encoding: 'utf8' });
      if (status !== 0) refuse(stdout + stderr);
      const child = spawn(process.execPath, [...ARGS, '--quick'], { stdio: ['ignore', 'pipe', 'pipe'] });
      const said: string[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text) => said.push(text));
      process.once('exit', () => child.kill());
      labs = { child, said };
    },
    'astro:build:done': async ({ dir }) => {
      if (!labs) return;
      const { child, said } = labs;
      if (child.exitCode === null) await once(child, 'close');
      if (child.exitCode === 0) return;
      rmSync(dir, { recursive: true, force: true });
      refuse(said.join(''));
    },
  },
};
