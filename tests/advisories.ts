/**
 * `npm run advisories`: asks the registry for known weaknesses of the packages in the lockfile. Exit code 1 when there are any that are
 * high or critical; 0 when there are none, and when no registry answers, which is said: being offline is no weakness.
 */
import { spawnSync } from 'node:child_process';

interface Audit {
  metadata?: { vulnerabilities: Record<string, number> };
  vulnerabilities?: Record<string, { severity: string; range: string }>;
  message?: string;
}

const { stdout } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === 'win32',
});
const audit = parsed(stdout);
if (!audit?.metadata) {
  console.log(`No registry answered, so no advisories were looked at${audit?.message ? `: ${audit.message}` : '.'}`);
} else {
  const grave = Object.entries(audit.vulnerabilities ?? {}).filter(([, { severity }]) =>
    /high|critical/.test(severity),
  );
  for (const [name, { severity, range }] of grave) console.log(`${name} ${range}: ${severity}`);
  console.log(`advisories: ${audit.metadata.vulnerabilities.total ?? 0}, ${grave.length} of them high or critical`);
  process.exitCode = grave.length > 0 ? 1 : 0;
}

function parsed(text: string): Audit | undefined {
  try {
    return JSON.parse(text) as Audit;
  } catch {
    return undefined;
  }
}
