import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

// scripts/test.mjs starts a server on its own data folder and says where it listens.
const baseURL = process.env.E2E_BASE_URL ?? 'http://127.0.0.1:3000';
const chromium = process.env.CHROMIUM_PATH || ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((place) => existsSync(place));

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  // The scenarios share one seeded server: those of a file one after another, files side by side on centres of their own.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // Only against a test that hangs, and generous: the server, the database and two browsers may share two cores.
  timeout: 900_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1366, height: 768 },
    baseURL,
    // What is not there to be pressed is named soon, not when the whole scenario has run out of time.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    // Recording every step costs a third of the time; ask for it when a failure needs it.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      // Chromium's own sandbox does not run as root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
