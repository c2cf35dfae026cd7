import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './origin';

const asks = (headers: Record<string, string>, env = {}) => isOwnOrigin(new Headers(headers), env);

describe('the origin of a request', () => {
  it('is its own where it is the host that was asked', () => expect(asks({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(true));
  it('is its own where it is the address of the installation, behind a proxy that asks by another name', () =>
    expect(asks({ origin: 'https://zhikong.example.gov.cn', host: '10.0.0.5:3000' }, { NEXTAUTH_URL: 'https://zhikong.example.gov.cn' })).toBe(true));
  it.each([
    [{ origin: 'https://evil.example', host: '127.0.0.1:3000' }],
    [{ origin: 'http://127.0.0.1:3001', host: '127.0.0.1:3000' }],
    [{ origin: 'null', host: 'null' }],
    [{ host: '127.0.0.1:3000' }],
    [{ origin: 'file://', host: '' }],
    [{ origin: 'not an address', host: 'not an address' }],
    [{ origin: 'https://evil.example', host: '127.0.0.1:3000', 'x-forwarded-host': 'evil.example' }],
  ])('is foreign otherwise: %j', (headers) => expect(asks(headers as unknown as Record<string, string>)).toBe(false));
});
