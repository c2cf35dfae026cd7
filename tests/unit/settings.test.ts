import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
// @ts-expect-error -- plain Node, read before anything is installed
import { dataFolder, instanceOf, isProduction, publicAddress, refuseUnreachable } from '../../scripts/settings.mjs';
// @ts-expect-error -- the same
import { Refusal, root, secrets } from '../../scripts/prepare.mjs';

const address = publicAddress as (env: Record<string, string | undefined>) => string;
const production = isProduction as (env: Record<string, string | undefined>) => boolean;
const folder = dataFolder as (production: boolean, env: Record<string, string | undefined>) => string;
const unreachable = refuseUnreachable as (name: string, url: string | undefined) => Promise<void>;

describe('the address for users', () => {
  it.each(['https://zhikong.example.gov.cn', 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://127.9.8.7', 'http://[::1]:3000'])('may be %s', (given) => {
    expect(address({ NEXTAUTH_URL: given })).toBe(given);
  });
  it.each(['http://127.evil.com', 'http://127.0.0.1.evil.com', 'http://localhost.evil.com', 'http://10.0.0.1', 'http://zhikong.example.gov.cn', 'notaurl', 'ftp://127.0.0.1', 'javascript:alert(1)', '', undefined])('may not be %s', (given) => {
    expect(() => address({ NEXTAUTH_URL: given })).toThrow(Refusal as never);
  });
});

describe('the mode', () => {
  it('is production by its name or by a database given, otherwise the demo', () => {
    expect([{ ZHIKONG_MODE: 'production' }, { DATABASE_URL: 'postgresql://h/d' }, { ZHIKONG_MODE: 'demo' }, { ZHIKONG_MODE: '' }, {}].map(production)).toEqual([true, true, false, false, false]);
  });
  it.each(['Production', 'prod', 'PRODUCTION', ' production', 'Demo', '1'])('is not guessed from %j', (mode) => {
    expect(() => production({ ZHIKONG_MODE: mode })).toThrow(Refusal as never);
    expect(() => production({ ZHIKONG_MODE: mode, DATABASE_URL: 'postgresql://h/d' })).toThrow(Refusal as never);
  });
  it('keeps the data of production apart from the demo, unless a folder is named', () => {
    expect(folder(true, {})).toBe(path.join(root as string, '.data/production'));
    expect(folder(false, {})).toBe(path.join(root as string, '.data'));
    expect(folder(true, { ZHIKONG_DATA: '/srv/zhikong' })).toBe('/srv/zhikong');
  });
});

it('a folder that was copied does not take the running platform of the original for its own', () => {
  const read = instanceOf as (text: string, home: string) => { url: string } | undefined;
  const text = JSON.stringify({ home: '/srv/one/.data', pid: 1, port: 3000, url: 'http://127.0.0.1:3000' });
  expect(read(text, '/srv/one/.data')?.url).toBe('http://127.0.0.1:3000');
  expect(read(text, '/srv/two/.data')).toBeUndefined();
  // A file of an older version, which names no folder.
  expect(read('{"pid":1,"port":3000}', '/srv/one/.data')).toBeUndefined();
  expect(read('', '/srv/one/.data')).toBeUndefined();
});

describe('a database address', () => {
  it.each(['notaurl', 'mysql://localhost/x', 'http://localhost'])('that is none is refused: %s', async (url) => {
    await expect(unreachable('DATABASE_URL', url)).rejects.toThrow(Refusal as never);
  });
  it('where nothing answers is refused with its host and without its password; one that answers is not', async () => {
    const server = net.createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const url = `postgresql://app:secret-word@127.0.0.1:${port}/zhikong`;
    await unreachable('DATABASE_URL', url);
    await new Promise((resolve) => server.close(resolve));
    const refused = await unreachable('DATABASE_URL', url).catch((error: Error) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Error).message).toContain(`127.0.0.1:${port}`);
    expect((refused as Error).message).not.toContain('secret-word');
  });
});

describe('the secrets', () => {
  const read = secrets as (env: Record<string, string | undefined>, file: string) => Record<string, string>;
  const fileOf = (content?: object) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'zhikong-secrets-')), 'secrets.json');
    if (content) writeFileSync(file, JSON.stringify(content));
    return file;
  };

  it('are made once, for their owner only, and kept', () => {
    const file = fileOf();
    const first = read({}, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(read({}, file)).toEqual(first);
    expect(Object.keys(first)).toEqual(['NEXTAUTH_SECRET', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'ZHIKONG_DATA_KEY']);
  });
  it('of a file made earlier stay, and what it lacks is added to it', () => {
    const old = { NEXTAUTH_SECRET: 'x'.repeat(64), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') };
    const file = fileOf(old);
    const now = read({}, file);
    expect(now).toEqual({ ...old, ZHIKONG_DATA_KEY: expect.stringMatching(/^.{43}=$/) as unknown });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(now);
  });
  it.each(['ZHIKONG_DATA_KEY', 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'NEXTAUTH_SECRET'])('of a wrong length are refused: %s', (name) => {
    expect(() => read({ [name]: 'c2hvcnQ=' }, fileOf())).toThrow(Refusal as never);
  });
});
