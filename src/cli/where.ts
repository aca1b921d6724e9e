/**
 * Where the person stands who typed a command, and where this house is. npm runs a script in the house and keeps the other
 * in INIT_CWD; node runs it where it was typed. What is imported after this module finds itself in the house either way.
 */
import { basename, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { INIT_CWD, npm_lifecycle_script } = process.env;
// Another script of npm's around this one leaves its own INIT_CWD behind.
const isRunByNpm = npm_lifecycle_script?.includes(`src/cli/${basename(process.argv[1] ?? '')}`) === true;
const standsIn = (isRunByNpm ? INIT_CWD : undefined) ?? process.cwd();

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

/** A path as it was typed, from where it was typed. */
export function asTyped(path: string): string {
  return isAbsolute(path) ? path : join(standsIn, path);
}
