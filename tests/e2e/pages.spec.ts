import { complaints, expect, SIZES, test, type Page } from './support/desk';

// Every page that a role can reach by its links, at both sizes; what is downloaded is no page.

const CRAWLERS = [
  'cq-official-2', 'cq-host-2', 'cq-host-4', 'cq-panel-1', 'cq-panel-3', 'zz-official-2', 'zz-host-2', 'qp-host-1',
  'cq-official', 'cq-office', 'cq-director', 'cq-secretary', 'cq-assessor', 'cq-host', 'cq-system', 'cq-security', 'cq-audit',
  'zz-official', 'qp-official', 'qp-secretary', 'jx-official', 'jx-assessor', 'na-official', 'expert', 'platform',
];

/** Roles that may open some files and not others. */
const PARTIAL = /director|secretary|assessor|host|panel|expert/;

/** Latin words that belong on the screens: codes, readings, file formats, and the command that the audit page names. */
const LATIN = /^(audit|verify|expert|platform|[a-z]{2}-[a-z]+|[A-Z]{2,3}(-[A-Z]+)*|A|B|CD|L|Y|G|Z|DRG|DIP|ICU|KB|MB|txt|docx|xlsx|pdf|png|jpg|zip|json)$/;

/** Pages without login are the same for everybody: the stranger looks at them, once. */
const PUBLIC = /^\/(calls|notices|directory|rules)(\/|$)/;
const STRANGER = 'nobody';

for (const login of [...CRAWLERS, STRANGER]) {
  test(`the pages of ${login} are whole, in Chinese, and fit both sizes`, async ({ desk }) => {
    const page = login === STRANGER ? await desk.stranger() : await desk.enter(login);
    const queue = login === STRANGER ? ['/calls', '/notices', '/directory', '/rules', '/rules/compare'] : ['/'];
    const kinds = new Map<string, Set<string>>();
    const faults: string[] = [];
    while (queue.length > 0) {
      const reply = await page.goto(queue.shift()!);
      const at = new URL(page.url());
      const found = reply!.status() === 200 ? [] : [`status ${reply!.status()}, though a page links there`];
      found.push(...(await lookAt(page)));
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (excess > 0) found.push(`is ${excess} pixels too wide for a ${size}`);
      }
      faults.push(...[...found, ...complaints(page)].map((what) => `${at.pathname}${at.search}: ${what}`));
      for (const href of await linksOf(page)) {
        const { pathname, search } = new URL(href);
        if (PUBLIC.test(pathname) !== (login === STRANGER)) continue;
        const kind = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id') + search.replace(/=[^&]*/g, '=');
        const others = kinds.get(kind);
        // One address of each kind is looked at; of a few more it is asked only whether they are there.
        if (!others) queue.push(pathname + search);
        else if (PARTIAL.test(login) && others.size < 6 && !others.has(pathname)) {
          const status = (await page.request.get(pathname + search)).status();
          if (status !== 200) faults.push(`${at.pathname}${at.search}: links to ${pathname}, status ${status}`);
        }
        kinds.set(kind, (others ?? new Set()).add(pathname));
      }
    }
    expect(faults).toEqual([]);
    expect(kinds.size).toBeGreaterThan(0);
  });
}

const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll('a[href]:not([download])')].map((a) => (a as HTMLAnchorElement).href).filter((href) => href.startsWith(location.origin) && !/\/api\/|\/proof$/.test(href)));

async function lookAt(page: Page): Promise<string[]> {
  const { text, title, headings, ids } = await page.evaluate(() => {
    const said = [...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')].flatMap((e) => ['aria-label', 'placeholder', 'title', 'alt'].map((a) => e.getAttribute(a) ?? ''));
    const all = [...document.querySelectorAll('[id]')].map((e) => e.id);
    return {
      text: `${document.body.innerText}\n${said.join('\n')}`,
      title: document.title,
      headings: document.querySelectorAll('h1').length,
      ids: all.filter((id, i) => all.indexOf(id) !== i),
    };
  });
  const faults: string[] = [];
  const leak = /undefined|\bNaN\b|\bnull\b|\[object|Invalid Date/.exec(text);
  if (leak) faults.push(`shows “${text.slice(Math.max(0, leak.index - 20), leak.index + 30).replace(/\s+/g, ' ')}”`);
  // Digests and the beginnings of ids are no words.
  const foreign = [...new Set(text.replace(/\b[0-9a-f]{8,}(-[0-9a-f]{4})?\b/g, '').match(/[A-Za-z]{2,}(?:-[A-Za-z]+)*/g) ?? [])].filter((word) => !LATIN.test(word));
  if (foreign.length > 0) faults.push(`shows the words ${foreign.join(', ')}`);
  if (!/· 质控$|^质控$/.test(title)) faults.push(`is called “${title}”`);
  if (headings !== 1) faults.push(`has ${headings} first headings`);
  if (ids.length > 0) faults.push(`uses the id ${[...new Set(ids)].join(', ')} twice`);
  return faults;
}
