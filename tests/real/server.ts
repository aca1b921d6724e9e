/** A server of a Debian package on this machine's loopback, for as long as a recording takes: its files are in a folder of its own, which goes with it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Started {
  port: number;
  folder: string;
}

export interface Recipe {
  /** The package, for whoever has not installed it. */
  package: string;
  /** The version, as the program tells it. */
  version(): string;
  /** Prepares the folder, and says what to run. */
  prepare(at: Started): { program: string; args: string[]; uid?: number; env?: Record<string, string> };
  /** Throws as long as the server is not ready. */
  probe(at: Started): void | Promise<void>;
}

/** Starts a server, hands it to `use`, and ends it. Throws an Error that names the package when it cannot be started. */
export async function withServer<Result>(
  recipe: Recipe,
  use: (at: Started & { version: string }) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-real-'));
  let child: ChildProcess | undefined;
  try {
    const version = versionOf(recipe);
    const at = { port: await freePort(), folder };
    const { program, args, uid, env } = recipe.prepare(at);
    child = spawn(program, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      ...(uid && { uid, gid: uid }),
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => {
        said = (said + data.toString()).slice(-2000);
      });
    await ready(recipe, at, child, () => said);
    return await use({ ...at, version });
  } finally {
    child?.kill('SIGINT');
    if (child && child.exitCode === null) await new Promise((resolve) => child?.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

function versionOf(recipe: Recipe): string {
  try {
    return recipe.version();
  } catch (error) {
    throw new Error(`Install Debian's package ${recipe.package} first: ${(error as Error).message}`);
  }
}

async function ready(recipe: Recipe, at: Started, child: ChildProcess, said: () => string): Promise<void> {
  const patience = Date.now() + 60_000;
  for (;;) {
    try {
      return await recipe.probe(at);
    } catch (error) {
      if (child.exitCode !== null || Date.now() > patience)
        throw new Error(`${recipe.package} did not start: ${said() || (error as Error).message}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** What a program prints. Throws when it fails. */
export function run(program: string, args: string[], input?: string): string {
  return execFileSync(program, args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1e8 });
}
