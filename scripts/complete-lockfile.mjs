/**
 * Adds to package-lock.json the platform packages that npm left out: `npm run lockfile`, after adding or updating a package.
 *
 * npm leaves an optional package out when the registry it asked did not have it, as happens behind a mirror that copies
 * the packages of one platform only; `npm ci` then refuses the whole lockfile, on every platform. What such a package is
 * for stands in its name. Nothing is downloaded here, so these entries carry no checksum until npm sees the package.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const file = path.join(path.dirname(fileURLToPath(import.meta.url)), '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
let added = 0;

for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] || lock.packages[`${parent}/${place}`]) continue;
    const platform = /(?:^|[-/])(android|darwin|freebsd|linux|openharmony|wasm32|win32)(?:-([a-z0-9]+))?(?:-([a-z]+))?$/.exec(name);
    if (!platform || !/^\d/.test(version)) throw new Error(`${name}@${version} is missing and its name does not tell its platform: add it with npm`);
    const [, os, cpu, abi] = platform;
    lock.packages[place] = {
      version,
      cpu: [os === 'wasm32' ? 'wasm32' : cpu],
      ...(dev ? { dev } : {}),
      ...(os === 'linux' ? { libc: [abi?.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
      optional: true,
      ...(os === 'wasm32' ? {} : { os: [os] }),
    };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages added to package-lock.json`);
