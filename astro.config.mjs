// The site's build: static pages, MDX lessons, and the Content-Security-Policy that every page carries.
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig, fontProviders } from 'astro/config';
import { author } from './src/author/integration.ts';
import { leanMonaco } from './src/editor/lean-monaco.ts';
import { offline } from './src/offline/integration.ts';
import { bundleFrame } from './src/sandbox/bundle.ts';
import { LACKING } from './src/sandbox/unsupported.ts';
import { searchIndex } from './src/search/index-site.ts';
import { billOfMaterials } from './src/site/bill-of-materials.ts';
import { codeColours } from './src/site/code-colours.ts';
import { hosting } from './src/site/hosting.ts';
import { leanPolicy } from './src/site/lean-policy.ts';
import { modulePreloads } from './src/site/module-preloads.ts';
import { noSolutions } from './src/site/no-solutions.ts';
import { recordStoreOrigin } from './src/site/record-store.ts';
import { soundCourse } from './src/site/sound-course.ts';

/** The sandbox frame's only script: a srcdoc frame inherits the page's policy, so its hash must be in it. */
const { hash: frameHash } = await bundleFrame();

/**
 * The course's variable fonts: the latin letters and the axis of weights only, from their packages. One that is not there when a page is
 * first drawn is kept for the next page: nothing that is read ever moves. Letters of code are as wide in any font, so theirs may come later.
 */
const FONTS = [
  { name: 'Bricolage Grotesque', cssVariable: '--font-interface', fallback: 'system-ui', display: 'optional' },
  { name: 'Source Serif 4', cssVariable: '--font-reading', fallback: 'serif', display: 'optional' },
  { name: 'JetBrains Mono', cssVariable: '--font-code', fallback: 'monospace', display: 'swap' },
].map(({ name, cssVariable, fallback, display }) => {
  const id = name.toLowerCase().replaceAll(' ', '-');
  return {
    name,
    cssVariable,
    display,
    provider: fontProviders.local(),
    fallbacks: [fallback],
    options: { variants: [{ src: [`@fontsource-variable/${id}/files/${id}-latin-wght-normal.woff2`], display }] },
  };
});

const bill = billOfMaterials([
  ...FONTS.flatMap(({ options }) => options.variants.flatMap(({ src }) => src)),
  // In the service worker, and beside the search index.
  ...['workbox-precaching', 'workbox-core', 'workbox-routing', 'workbox-strategies', 'pagefind'].map(
    (name) => `${name}/package.json`,
  ),
]);

/** Loading a module of the pure rooms does nothing by itself: a page gets those whose words it uses, and not all that stand beside them. */
const LEAN = {
  moduleSideEffects: [
    { test: /\/src\/(?:architecture|design|exploration|grading|parts|scene|simulation|words)\//, sideEffects: false },
  ],
};

/** What every script of the site goes through, those of workers too. */
const scripts = () => [
  leanMonaco(LACKING),
  bill.recorder(),
  ...(process.env.PUBLIC_WITHOUT_SOLUTIONS ? [noSolutions()] : []),
];

export default defineConfig({
  // A host may serve the course from a folder: BASE_PATH=/courses/headroom npm run build
  base: process.env.BASE_PATH ?? '/',
  // Where it stands in the world, for what must name whole addresses: SITE_URL=https://learn.example npm run build
  site: process.env.SITE_URL,
  trailingSlash: 'always',
  server: { port: Number(process.env.PORT ?? 4321) },
  devToolbar: { enabled: false },
  integrations: [
    soundCourse,
    author(),
    codeColours(),
    mdx(),
    ...(process.env.SITE_URL ? [sitemap()] : []),
    bill.integration,
    searchIndex(),
    leanPolicy([frameHash]),
    modulePreloads(),
    hosting(),
    // It knows every file of the site, so it comes last.
    offline(),
  ],
  fonts: FONTS,
  markdown: { syntaxHighlight: false },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        // A learning record store, where the host has named one: no other server is ever asked.
        ['connect-src', "'self'", ...recordStoreOrigin(process.env.XAPI_ENDPOINT)].join(' '),
        "img-src 'self' data:",
        "font-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        // Text becomes markup or a worker by src/trusted/policy.ts only, the service worker by src/offline/registration.ts, and what is inside
        // Monaco by its own parts, which escape it.
        "require-trusted-types-for 'script'",
        'trusted-types headroom headroom-offline monaco dompurify',
      ],
      // WebAssembly may be compiled; text never becomes code.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"], hashes: [frameHash] },
      // Pages with an editor or scenes add what they need (src/site/inline-styles.ts); the others have no inline style.
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: {
    // Said even where there is none: then what is for packages only is no part of a page.
    define: { 'import.meta.env.PUBLIC_PACKAGE': JSON.stringify(process.env.PUBLIC_PACKAGE ?? '') },
    plugins: scripts(),
    worker: { format: 'es', plugins: scripts },
    build: {
      chunkSizeWarningLimit: 8000,
      rolldownOptions: {
        treeshake: LEAN,
        // Astro's own mark on lessons has done its work before anything is bundled.
        onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
      },
    },
  },
});
