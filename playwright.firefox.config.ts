/** The attacks in a Firefox as Debian ships it, against the built site: `npm run test:firefox`, which finds the browser. */
import { defineConfig } from '@playwright/test';
import chromium from './playwright.config.ts';

export default defineConfig({
  ...chromium,
  // What holds up a page is tried in Chromium only: it takes dialogs and a clipboard that cannot be had here.
  testMatch: ['security/attacks.spec.ts', 'security/page.spec.ts', 'security/scene.spec.ts'],
  timeout: 180_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: chromium.use?.baseURL ?? '',
    browserName: 'firefox',
    launchOptions: { channel: 'moz-firefox', executablePath: 'tests/firefox/relay.mjs' },
    // This browser is not to be told which colours to prefer.
    colorScheme: null,
    contextOptions: { reducedMotion: null, forcedColors: null, contrast: null },
  },
});
