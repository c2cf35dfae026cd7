// A posted form, part by part and piece by piece: it is never held as a whole.

export interface FormPart {
  name: string;
  /** As the browser names it; null for a field that is no file, empty where none was chosen. */
  fileName: string | null;
  chunks: AsyncIterable<Buffer>;
}

const MOST_HEADERS = 8192;

/** A form that does not keep to its own form. */
export class BrokenForm extends Error {}

/**
 * The parts of a form in their order; none if it is no such form. What is in a part is read wholly or not at all before the next one is asked for.
 * The body may be read on by somebody else afterwards.
 */
export async function* partsOf(body: AsyncIterable<Uint8Array>, contentType: string | null): AsyncGenerator<FormPart> {
  const boundary = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType ?? '');
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) return;
  const source = new Source(body, Buffer.from(`\r\n--${mark}`));
  await source.skip(source.boundary);
  while (!(await source.peek(2)).equals(Buffer.from('--'))) {
    const headers = (await source.take(Buffer.from('\r\n\r\n'), MOST_HEADERS)).toString('utf8');
    const named = (what: string) => new RegExp(`;\\s*${what}="((?:[^"\\\\\\r\\n]|\\\\.)*)"`, 'i').exec(headers)?.[1];
    const fileName = named('filename');
    const chunks = source.until(source.boundary);
    // Browsers write three characters of a name as their codes.
    yield { name: named('name') ?? '', fileName: fileName === undefined ? null : fileName.replace(/%22/g, '"').replace(/%0[AD]/gi, ' '), chunks };
    for await (const rest of chunks) void rest;
  }
}

/** The first file that a form brings along; null if there is none. Its chunks must be read before anything else of the body is. */
export async function firstFile(body: AsyncIterable<Uint8Array>, contentType: string | null): Promise<{ name: string; chunks: AsyncIterable<Buffer> } | null> {
  for await (const { fileName, chunks } of partsOf(body, contentType)) if (fileName) return { name: fileName, chunks };
  return null;
}

/** The body of a request, for several readers in turn: none of them ends it for the next. What does not come within so many milliseconds does not come. */
export function bodyOf({ body }: Request, withinMs: number): AsyncIterable<Uint8Array> {
  const pieces = ((body ?? new ReadableStream({ start: (c) => c.close() })) as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const until = Date.now() + withinMs;
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new BrokenForm('the form comes too slowly')), Math.max(0, until - Date.now()))));
    try {
      return await Promise.race([pieces.next(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

/** Whether a form could not be read because of whoever sent it: it was broken, too slow, or the browser went away in the middle. */
export const isCutOff = (error: unknown): boolean =>
  error instanceof BrokenForm ||
  (error instanceof Error && (error.name === 'AbortError' || ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET'].includes((error as NodeJS.ErrnoException).code ?? '') || /aborted|terminated/i.test(error.message)));

/** Bytes that come in pieces, read up to marks that may lie across them. */
class Source {
  private readonly pieces: AsyncIterator<Uint8Array>;
  // The first mark stands at the very beginning, without the line break before it.
  private rest = Buffer.from('\r\n');

  constructor(body: AsyncIterable<Uint8Array>, readonly boundary: Buffer) {
    this.pieces = body[Symbol.asyncIterator]();
  }

  private async more(): Promise<void> {
    const { done, value } = await this.pieces.next();
    if (done) throw new BrokenForm('the form ends too early');
    this.rest = this.rest.length === 0 ? Buffer.from(value) : Buffer.concat([this.rest, value]);
  }

  async *until(mark: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.rest.indexOf(mark);
      if (at >= 0) {
        const last = this.rest.subarray(0, at);
        this.rest = this.rest.subarray(at + mark.length);
        if (last.length > 0) yield last;
        return;
      }
      // The mark may begin in what is left over.
      const sure = this.rest.length - mark.length + 1;
      if (sure > 0) {
        const part = this.rest.subarray(0, sure);
        this.rest = this.rest.subarray(sure);
        yield part;
      }
      await this.more();
    }
  }

  async skip(mark: Buffer): Promise<void> {
    for await (const part of this.until(mark)) void part;
  }

  async take(mark: Buffer, most: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of this.until(mark)) {
      size += part.length;
      if (size > most) throw new BrokenForm('a part of the form is too long');
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  async peek(length: number): Promise<Buffer> {
    while (this.rest.length < length) await this.more();
    return this.rest.subarray(0, length);
  }
}
