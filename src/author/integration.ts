/**
 * The author's page, `/author/`, and what makes it live. It is in the dev server only: no build has a file of it. When a file of a lab is saved, its
 * suite too, the pages of that lab load anew, and the author's page runs its answers again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { sep } from 'node:path';
import { createInterface } from 'node:readline';
import type { AstroIntegration } from 'astro';
import type { Plugin, ViteDevServer } from 'vite';
import { CHANGED, type Events, RUN, TOLD, type Told } from './messages.ts';

/** The lab that a file belongs to. */
export function labOf(root: string, file: string): string | undefined {
  const inside = file
    .split(sep)
    .join('/')
    .slice(root.split(sep).join('/').replace(/\/$/, '').length + 1);
  return /^labs\/([^/]+)\/.+/.exec(inside)?.[1];
}

/** Runs labs one after the other, each in a process of its own. One that is asked for again begins anew. */
class Runs {
  private readonly waiting: string[] = [];
  private present: { lab: string; child: ChildProcess } | undefined;
  private readonly tell: (lab: string, told: Told) => void;
  private readonly root: string;

  constructor(root: string, tell: (lab: string, told: Told) => void) {
    this.root = root;
    this.tell = tell;
  }

  ask(labs: readonly string[]): void {
    for (const lab of labs) {
      if (this.present?.lab === lab) this.present.child.kill();
      if (!this.waiting.includes(lab)) this.waiting.push(lab);
    }
    this.next();
  }

  close(): void {
    this.waiting.length = 0;
    this.present?.child.kill();
  }

  private next(): void {
    if (this.present) return;
    const lab = this.waiting.shift();
    if (lab === undefined) return;
    const args = ['--disable-warning=ExperimentalWarning', 'src/cli/author-run.ts', lab];
    const child = spawn(process.execPath, args, { cwd: this.root, stdio: ['ignore', 'pipe', 'inherit'] });
    this.present = { lab, child };
    this.tell(lab, { kind: 'begun' });
    createInterface({ input: child.stdout! }).on('line', (line) => this.tell(lab, JSON.parse(line) as Told));
    child.once('close', (code) => {
      this.present = undefined;
      // One that was ended begins anew, and is not done.
      if (code !== null) this.tell(lab, { kind: 'done' });
      this.next();
    });
  }
}

function live(): Plugin {
  return {
    name: 'headroom:author',
    configureServer(server: ViteDevServer) {
      const runs = new Runs(server.config.root, (lab, told) =>
        server.ws.send(TOLD, { lab, told } satisfies Events[typeof TOLD]),
      );
      server.ws.on(RUN, ({ labs }: Events[typeof RUN]) => {
        // Whoever can open a socket to the dev server names labs, and nothing else.
        runs.ask(labs.filter((lab) => /^[a-z0-9-]+$/.test(lab)));
      });
      server.httpServer?.once('close', () => runs.close());
    },
    hotUpdate: {
      order: 'pre',
      /** What is known of the file is forgotten; then the lab's own pages load anew. Astro would have every page do so. */
      handler({ file, modules, server, timestamp }) {
        const lab = labOf(server.config.root, file);
        if (lab === undefined) return undefined;
        const { environment } = this;
        const forgotten = new Set<(typeof modules)[number]>();
        for (const known of modules) environment.moduleGraph.invalidateModule(known, forgotten, timestamp, true);
        if (environment === Object.values(server.environments).at(-1))
          server.ws.send(CHANGED, { lab } satisfies Events[typeof CHANGED]);
        return [];
      },
    },
  };
}

export function author(): AstroIntegration {
  return {
    name: 'headroom:author',
    hooks: {
      'astro:config:setup': ({ command, injectRoute, updateConfig }) => {
        if (command !== 'dev') return;
        injectRoute({ pattern: '/author/', entrypoint: './src/author/author.astro' });
        updateConfig({ vite: { plugins: [live()] } });
      },
    },
  };
}
