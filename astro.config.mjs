// The site's build: static pages, MDX lessons, and the Content-Security-Policy that every page carries.
import mdx from '@astrojs/mdx';
import { defineConfig, fontProviders } from 'astro/config';
import { leanMonaco } from './src/editor/lean-monaco.ts';
import { dark, light } from './src/editor/palette.ts';
import { bundleFrame } from './src/sandbox/bundle.ts';
import { billOfMaterials } from './src/site/bill-of-materials.ts';
import { colouredByClasses } from './src/site/code-colours.ts';

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

const bill = billOfMaterials(FONTS.flatMap(({ options }) => options.variants.flatMap(({ src }) => src)));

export default defineConfig({
  // A host may serve the course from a folder: BASE_PATH=/courses/headroom npm run build
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  server: { port: Number(process.env.PORT ?? 4321) },
  devToolbar: { enabled: false },
  integrations: [mdx(), bill.integration],
  fonts: FONTS,
  markdown: {
    shikiConfig: {
      themes: { light, dark },
      defaultColor: 'light-dark()',
      transformers: [colouredByClasses],
    },
  },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        // Text becomes markup or a worker by src/trusted/policy.ts only, and inside Monaco, whose parts escape theirs.
        "require-trusted-types-for 'script'",
        'trusted-types headroom monaco dompurify',
      ],
      // WebAssembly may be compiled; text never becomes code.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"], hashes: [frameHash] },
      // Pages with an editor or scenes add what they need (src/site/inline-styles.ts); the others have no inline style.
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: {
    plugins: [leanMonaco(), bill.recorder()],
    worker: { format: 'es', plugins: () => [leanMonaco(), bill.recorder()] },
    build: { chunkSizeWarningLimit: 8000 },
  },
});
