/**
 * A host may send a Content-Security-Policy of its own. It holds beside the one that every page carries, and where it is narrower,
 * nothing says so: the frame of the sandbox stays empty. So pages compare, and say what the host has to allow.
 */

/** Directives, each with its sources, as one policy has them. */
type Policy = ReadonlyMap<string, readonly string[]>;

/** What a directive falls back to where a policy does not have it, in order (CSP level 3, § 6.8). */
const FALLBACKS: Record<string, readonly string[]> = {
  'worker-src': ['child-src', 'script-src', 'default-src'],
  'script-src': ['default-src'],
  'style-src': ['default-src'],
  'style-src-attr': ['style-src', 'default-src'],
  'connect-src': ['default-src'],
  'img-src': ['default-src'],
  'font-src': ['default-src'],
  'manifest-src': ['default-src'],
};

/** Reads the text of one policy. Of a directive that comes twice, the first counts. */
export function parsePolicy(text: string): Policy {
  const policy = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    const directive = name?.toLowerCase();
    if (directive && !policy.has(directive)) policy.set(directive, sources);
  }
  return policy;
}

const isHash = (source: string): boolean => /^'sha(256|384|512)-/.test(source);
const isNonce = (source: string): boolean => source.startsWith("'nonce-");

/** Whether a list of sources lets through what `source` names, on a page of `origin`. */
function allows(list: readonly string[], source: string, origin: URL): boolean {
  if (source === "'none'" || list.includes(source)) return true;
  const isStrict = list.some((other) => isHash(other) || isNonce(other) || other === "'strict-dynamic'");
  if (source === "'self'") {
    return list.some(
      (other) => other === '*' || other === origin.protocol || other === origin.host || other === origin.origin,
    );
  }
  if (isHash(source)) return list.includes("'unsafe-inline'") && !isStrict;
  if (source === "'wasm-unsafe-eval'") return list.includes("'unsafe-eval'");
  return false;
}

/** What a page needs and the host's policy does not allow: each directive with the sources that it lacks. */
export function lacking(host: string, needed: string, origin: URL): Map<string, string[]> {
  const theirs = parsePolicy(host);
  const lacks = new Map<string, string[]>();
  for (const [directive, sources] of parsePolicy(needed)) {
    const fallbacks = FALLBACKS[directive];
    if (!fallbacks) continue;
    const governing = [directive, ...fallbacks].find((name) => theirs.has(name));
    if (!governing) continue;
    const list = theirs.get(governing)!;
    const missing = sources.filter((source) => !allows(list, source, origin));
    if (directive.startsWith('style-src') && list.some((other) => isHash(other) || isNonce(other))) {
      if (sources.includes("'unsafe-inline'") && !missing.includes("'unsafe-inline'")) missing.push("'unsafe-inline'");
    }
    if (missing.length > 0) lacks.set(directive, missing);
  }
  const names = theirs.get('trusted-types');
  const own = parsePolicy(needed).get('trusted-types') ?? [];
  const unnamed = names && !names.includes('*') ? own.filter((name) => !names.includes(name)) : [];
  if (unnamed.length > 0) lacks.set('trusted-types', unnamed);
  if (theirs.has('sandbox') && !theirs.get('sandbox')!.includes('allow-scripts'))
    lacks.set('sandbox', ['allow-scripts']);
  return lacks;
}

/** One policy that allows what each of these does: what a host may send for all pages of the site. */
export function joined(policies: Iterable<string>): string {
  const all = new Map<string, Set<string>>();
  for (const text of policies) {
    for (const [directive, sources] of parsePolicy(text)) {
      const known = all.get(directive) ?? new Set();
      for (const source of sources) known.add(source);
      all.set(directive, known);
    }
  }
  return [...all]
    .map(([directive, sources]) => {
      const list = [...sources];
      return [directive, ...(list.length > 1 ? list.filter((source) => source !== "'none'") : list)].join(' ');
    })
    .join('; ');
}

/** What lacks, in words: `script-src lacks 'wasm-unsafe-eval' and the hashes of this site’s scripts`. */
export function inWords(lacks: ReadonlyMap<string, readonly string[]>): string {
  return [...lacks]
    .map(([directive, sources]) => {
      const named = sources.filter((source) => !isHash(source));
      if (named.length < sources.length) named.push('the hashes of this site’s scripts');
      return `${directive} lacks ${named.join(', ')}`;
    })
    .join('; ');
}

/**
 * Asks the host for this page's headers and compares the policy in them with the page's own. Resolves with a sentence about what the
 * host's lacks, or nothing where it lacks nothing, sends none, or cannot be asked.
 */
export async function hostPolicyFault(): Promise<string | undefined> {
  const needed = document.querySelector<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]')?.content;
  const response = await fetch(location.href, { method: 'HEAD' }).catch(() => undefined);
  const sent = response?.headers.get('content-security-policy');
  if (!needed || !sent) return undefined;
  const origin = new URL(location.href);
  // Several headers arrive as one, with commas between; each of them must allow it.
  const faults = sent.split(',').map((policy) => inWords(lacking(policy, needed, origin)));
  const fault = faults.filter((each) => each !== '').join('; ');
  return fault === ''
    ? undefined
    : `the server of this site sends a Content-Security-Policy of its own, in which ${fault}`;
}
