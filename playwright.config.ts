/** Tests in a real Chromium, against the built site as a host would serve it. `npm run test:browser` finds the browser. */
import { defineConfig, devices } from '@playwright/test';

const port = Number(process.env.TEST_PORT ?? 4517);

export default defineConfig({
  testDir: 'tests',
  testMatch: ['browser/**/*.spec.ts', 'security/**/*.spec.ts'],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    // It would fetch the whole site in every test. Those that are about it have it, and so do attacks (tests/browser/service-worker.ts).
    serviceWorkers: 'block',
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      ...(process.env.CHROME_PATH && { executablePath: process.env.CHROME_PATH }),
      // As root, as in a container, Chromium cannot use its own sandbox.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--font-render-hinting=none',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Where WebAssembly reads beyond its memory, browsers refuse it; the headless shell falls, unless code looks before each read.
        '--js-flags=--wasm-enforce-bounds-checks',
      ],
    },
  },
  webServer: {
    command: `npm exec -- astro preview --force --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
