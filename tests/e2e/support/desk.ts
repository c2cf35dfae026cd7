import { test as base, expect, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { sessionOf } from './accounts';

export { expect, type Page };
export type { Locator } from '@playwright/test';

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };
export const SIZES = { desktop: DESKTOP, phone: PHONE } as const;

interface Desk {
  /** A page of its own on which the account is signed in. */
  enter(loginName: string, options?: BrowserContextOptions): Promise<Page>;
  /** A page of its own on which nobody is signed in. */
  stranger(options?: BrowserContextOptions): Promise<Page>;
}

/** Faults that pages have reported: script errors, console errors and replies that no user should ever get. */
const faults = new WeakMap<BrowserContext, string[]>();

/** Takes, and clears, what pages of the context have complained about. */
export function complaints(page: Page): string[] {
  const list = faults.get(page.context()) ?? [];
  return list.splice(0);
}

/** A context that is listened to, with the list into which its faults go. */
export async function openContext(browser: Browser, options: BrowserContextOptions): Promise<{ context: BrowserContext; faults: string[] }> {
  const context = await browser.newContext(options);
  // E2E_SLOW_ACTS=1500: every act takes so many milliseconds longer. A scenario that goes on before an act is done then fails each time, not once in a hundred.
  const delay = Number(process.env.E2E_SLOW_ACTS ?? 0);
  if (delay > 0) {
    await context.route('**/*', async (route) => {
      if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, delay));
      await route.continue();
    });
  }
  if (options.javaScriptEnabled !== false) context.on('page', (page) => void waitingForScripts(page));
  return { context, faults: listen(context) };
}

/** Makes a page wait after going somewhere until its scripts have taken it over: what is pressed before that is done without them, or not at all. */
function waitingForScripts(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (...to) => {
    const reply = await goto(...to);
    await page.waitForFunction(() => [...document.querySelectorAll('main :is(form, button, select)')].every((e) => Object.keys(e).some((key) => key.startsWith('__react'))), null, { timeout: 30_000 }).catch(() => undefined);
    return reply;
  };
}

function listen(context: BrowserContext): string[] {
  const list: string[] = [];
  faults.set(context, list);
  context.on('weberror', (error) => list.push(`script error on ${error.page()?.url()}: ${error.error().message}`));
  context.on('console', (message) => {
    // A page that does not exist and a sign-in that fails are reported by the browser, too; the scenario sees to them itself.
    const expected = /status of 404/.test(message.text()) || (/status of 401/.test(message.text()) && message.location().url.includes('/api/auth/callback'));
    // Whoever goes on before a page has fetched what it wanted has stopped it himself.
    const isCutOff = /Failed to fetch RSC payload|net::ERR_(ABORTED|NETWORK_CHANGED)/.test(message.text());
    if (message.type() === 'error' && !expected && !isCutOff) list.push(`console on ${message.page()?.url()}: ${message.text()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) list.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return list;
}

export const test = base.extend<{ desk: Desk }>({
  desk: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    const open = async (options: BrowserContextOptions) => {
      const { context } = await openContext(browser, options);
      contexts.push(context);
      return context.newPage();
    };
    await use({
      enter: async (loginName, options = {}) => open({ ...options, storageState: await sessionOf(loginName, baseURL!) }),
      stranger: (options = {}) => open(options),
    });
    const left = contexts.flatMap((context) => faults.get(context) ?? []);
    for (const context of contexts) await context.close();
    expect(left, 'faults that the pages reported').toEqual([]);
  },
});
