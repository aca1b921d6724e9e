/** What a host's own Content-Security-Policy lacks is named, and nothing that it allows in other words. */
import { describe, expect, it } from 'vitest';
import { inWords, joined, lacking } from '../../src/sandbox/host-policy.ts';
import { leanPage } from '../../src/site/lean-policy.ts';
import { preloadingPage } from '../../src/site/module-preloads.ts';

const HASH = "'sha256-unHmt+gklnM7//B1SePo3ACpPA9qhm7urF2mUAT92M0='";
const OURS = `default-src 'self';connect-src 'self';img-src 'self' data:;worker-src 'self' blob:;frame-src 'none';trusted-types headroom; script-src 'self' 'wasm-unsafe-eval' ${HASH}; style-src 'self' 'unsafe-inline'`;
const here = new URL('https://learn.example/labs/');
const lacks = (host: string) => Object.fromEntries(lacking(host, OURS, here));

describe('a policy of the host', () => {
  it('that is only about frames lacks nothing', () => {
    expect(lacks("frame-ancestors 'none'")).toEqual({});
  });

  it('that has only a default lacks all that goes beyond it', () => {
    expect(lacks("default-src 'self'")).toEqual({
      'img-src': ['data:'],
      'worker-src': ['blob:'],
      'script-src': ["'wasm-unsafe-eval'", HASH],
      'style-src': ["'unsafe-inline'"],
    });
  });

  it('may allow the same in other words', () => {
    expect(
      lacks(
        "default-src https:; script-src https://learn.example 'unsafe-inline' 'unsafe-eval'; worker-src * blob:; img-src * data:; style-src * 'unsafe-inline'",
      ),
    ).toEqual({});
  });

  it('with a hash or a nonce of its own takes back what it says of inline code', () => {
    expect(lacks("script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline' 'nonce-abc'; worker-src blob: 'self'")).toEqual({
      'script-src': [HASH],
    });
    expect(lacks("style-src 'self' 'unsafe-inline' 'nonce-abc'")).toEqual({ 'style-src': ["'unsafe-inline'"] });
  });

  it('falls back for workers as browsers do', () => {
    expect(lacks(`script-src 'self' 'wasm-unsafe-eval' ${HASH}`)).toEqual({ 'worker-src': ['blob:'] });
    expect(lacks(`child-src 'self' blob:; script-src 'self' 'wasm-unsafe-eval' ${HASH}`)).toEqual({});
  });

  it('may forbid scripts and policies altogether', () => {
    expect(lacks('sandbox; trusted-types other')).toEqual({
      'trusted-types': ['headroom'],
      sandbox: ['allow-scripts'],
    });
  });
});

it('what policy.txt says allows what each page needs', () => {
  const pages = [OURS, "default-src 'self'; script-src 'self' 'sha256-other='; frame-src 'none'; style-src 'self'"];
  const whole = joined(pages);
  for (const page of pages) expect(lacking(whole, page, here)).toEqual(new Map());
  expect(whole).toContain("frame-src 'none'");
});

it('hashes are not spelt out to people', () => {
  expect(inWords(lacking("script-src 'self'", OURS, here))).toBe(
    "worker-src lacks blob:; script-src lacks 'wasm-unsafe-eval', the hashes of this site’s scripts",
  );
});

it('a page names the inline scripts that it has, and what is allowed everywhere, before anything else', () => {
  const own = 'sha256-IfEXP/8HLuXoAiy0hZVrCAcjcLsZqYFpLOHDGj8enqE=';
  const policy = (hashes: string) =>
    `<meta http-equiv="content-security-policy" content="script-src 'self'${hashes}; style-src 'self'">`;
  const charset = '<meta charset="utf-8">';
  const rest = '<title>A page</title><script>let a</script>';
  expect(leanPage(charset + rest + policy(` 'sha256-frame' 'sha256-another' '${own}'`), ['sha256-frame'])).toBe(
    charset + policy(` 'sha256-frame' '${own}'`) + rest,
  );
});

it('a page asks for all of its styles and scripts at once, and for none that is not said to be needed', () => {
  const files: Record<string, string> = {
    'page.js': 'import{a}from"./held.js";import"./start.js";const late=()=>import("./late.js");export*from"./more.js"',
    'held.js': 'import{b}from`./deep.js`;',
  };
  const read = (name: string) => files[name] ?? '';
  const policy = '<meta http-equiv="content-security-policy" content="">';
  const page = (more: string) =>
    `<head>${policy}${more}<script src="/alone.js"></script><link rel="stylesheet" href="/page.css"></head><script type="module" src="/folder/_astro/page.js"></script>`;
  const modules = ['page', 'held', 'deep', 'start', 'more'];
  expect(preloadingPage(page(''), read)).toBe(
    page(
      [
        '<link rel="preload" as="script" href="/alone.js">',
        '<link rel="preload" as="style" href="/page.css">',
        ...modules.map((name) => `<link rel="modulepreload" href="/folder/_astro/${name}.js">`),
      ].join(''),
    ),
  );
});
