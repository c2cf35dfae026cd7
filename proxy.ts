import { NextResponse, type NextRequest } from 'next/server';
import { ASKED_FOR } from '@/lib/identity/asked-for';

/** Sets the content security policy with a nonce for each request, and names the page for the sign-in that may come first. It decides nothing: who may see what is asked of the database. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const dev = process.env.NODE_ENV === 'development';
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // Bars and strips take their widths from style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  headers.set(ASKED_FOR, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

// Uploads pass by: in front of them a body would be held whole, and cut at ten megabytes.
export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg|favicon.ico|api/[^/]+/applications/[^/]+/files$|api/[^/]+/notices/[^/]+/objections$).*)'] };
