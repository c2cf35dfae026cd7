export const dynamic = 'force-dynamic';

/** A dynamic page without anything in it: what `npm run bench` holds the others against. */
export default function EmptyPage() {
  return <main className="main"><h1>质控</h1></main>;
}
