/**
 * Loaded before a command (`node --import`): what Node compiles of it is kept for the next time, which then starts in half of it; so are
 * those that a command starts in turn. Node itself sees to it that what has changed is compiled anew.
 */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

const directory = fileURLToPath(new URL('../../.cache/compiled', import.meta.url));

enableCompileCache(directory);
process.env.NODE_COMPILE_CACHE ??= directory;
