import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seal, unseal } from './sealing';

afterEach(() => vi.unstubAllEnvs());
const withKey = (byte = 1) => vi.stubEnv('ZHIKONG_DATA_KEY', Buffer.alloc(32, byte).toString('base64'));

describe('a sealed text', () => {
  it('opens where it was sealed, and is never the same twice', () => {
    withKey();
    const [a, b] = [seal('138 0000 0000，张', 'x 1'), seal('138 0000 0000，张', 'x 1')];
    expect(a).not.toBe(b);
    expect(a).not.toContain('138 0000');
    expect([unseal(a, 'x 1'), unseal(b, 'x 1')]).toEqual(['138 0000 0000，张', '138 0000 0000，张']);
  });

  it('does not open elsewhere, with another key, or changed', () => {
    withKey();
    const sealed = seal('13800000000', 'x 1');
    expect(() => unseal(sealed, 'x 2')).toThrow();
    expect(() => unseal(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`, 'x 1')).toThrow();
    expect(() => unseal('13800000000', 'x 1')).toThrow();
    withKey(2);
    expect(() => unseal(sealed, 'x 1')).toThrow();
  });
});

describe('the key', () => {
  it('must be given in production, whole', () => {
    vi.stubEnv('ZHIKONG_MODE', 'production');
    vi.stubEnv('ZHIKONG_DATA_KEY', '');
    expect(() => seal('a', 'b')).toThrow('ZHIKONG_DATA_KEY is not set');
    vi.stubEnv('ZHIKONG_DATA_KEY', 'c2hvcnQ=');
    expect(() => seal('a', 'b')).toThrow('32 bytes');
  });

  it('is made once beside the data of the demo, readable to its owner only', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'zhikong-key-'));
    vi.stubEnv('ZHIKONG_MODE', 'demo');
    vi.stubEnv('ZHIKONG_DATA_KEY', undefined);
    vi.stubEnv('ZHIKONG_DATA', folder);
    const sealed = seal('a', 'b');
    const file = path.join(folder, 'data-key');
    expect(existsSync(file)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, 'utf8');
    expect(unseal(sealed, 'b')).toBe('a');
    expect(readFileSync(file, 'utf8')).toBe(key);
  });
});
