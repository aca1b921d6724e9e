/** Packages for an LMS in a real Chromium: `npm run lms`, which makes them first. */
import { defineConfig } from '@playwright/test';
import chromium from './playwright.config.ts';

export default defineConfig({ ...chromium, testMatch: ['lms/**/*.spec.ts'], webServer: undefined });
