/**
 * `npm run compress`: lays a `.br` and a `.gz` beside every file of `dist` that shrinks by it, for servers that send such files as they are
 * (nginx with `gzip_static` and `brotli_static`, Caddy with `precompressed`). Hosts that compress by themselves do not need it.
 */
import { glob, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { complain, say } from './terminal.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const TEXTS = '**/*.{html,css,js,json,svg,txt,wasm,webmanifest,xml,ttf}';

/** Smaller files cost less than the headers that would say they are compressed. */
const LEAST = 1000;

const squeezers = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes: Buffer) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

const files: string[] = [];
for await (const file of glob(TEXTS, { cwd: dist })) files.push(file);
if (files.length === 0) {
  complain('There is no site in dist yet: npm run build writes it.\n');
  process.exit(1);
}
const before = { all: 0, br: 0, gz: 0 };

async function worker(): Promise<void> {
  for (let file = files.pop(); file !== undefined; file = files.pop()) {
    const bytes = await readFile(join(dist, file));
    before.all += bytes.length;
    for (const [ending, squeeze] of Object.entries(squeezers)) {
      const squeezed = bytes.length < LEAST ? bytes : await squeeze(bytes);
      const kept = squeezed.length < bytes.length;
      before[ending as 'br' | 'gz'] += kept ? squeezed.length : bytes.length;
      if (kept) await writeFile(join(dist, `${file}.${ending}`), squeezed);
    }
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, worker));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
say(`${megabytes(before.all)} of text; ${megabytes(before.br)} as Brotli, ${megabytes(before.gz)} as gzip.\n`);
