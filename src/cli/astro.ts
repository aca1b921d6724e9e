/** `astro build`, `dev`, `preview`, `check`, with Astro's collecting of usage data switched off, on every system the same; and which edition is built. */
process.env.ASTRO_TELEMETRY_DISABLED = '1';

/** `npm run build -- --without-solutions` and `-- --exam`: what Astro does not know, and src/site/edition.ts reads. */
const EDITIONS = {
  '--without-solutions': ['PUBLIC_WITHOUT_SOLUTIONS'],
  '--exam': ['PUBLIC_WITHOUT_SOLUTIONS', 'PUBLIC_EXAM'],
};
for (const [option, variables] of Object.entries(EDITIONS)) {
  if (!process.argv.includes(option)) continue;
  process.argv = process.argv.filter((argument) => argument !== option);
  for (const variable of variables) process.env[variable] = '1';
}

await import(new URL('../../node_modules/astro/bin/astro.mjs', import.meta.url).href);

export {};
