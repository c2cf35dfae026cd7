import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readDocument } from '../files/document';
import type { Mutation, Refusal } from '../identity/perform';
import { newId } from '../kernel/ids';
import { ok, refuse } from '../kernel/result';
import { storable } from '../kernel/text';
import { splitText } from '../regulation/full-text';
import { rulesFor } from './data';
import type { uploadTextSchema } from './schema';

/** Fewer articles than this and the file is not the text of a regulation, or was not understood. */
const FEWEST_ARTICLES = 3;

/** Keeps the words of the regulation in force, split into articles and items; an earlier upload is superseded, not changed. */
export const uploadText: Mutation<z.output<typeof uploadTextSchema>> = async (work, { profileId, file }) => {
  const { tx, actor } = work;
  const { tenantId } = actor;
  work.authorise({ tenantId });
  const invalid = (message: string) => refuse<Refusal>({ kind: 'invalid', fields: { file: [message] } });
  const { profile } = await rulesFor(tx, tenantId, work.today);
  if (profile.id !== profileId) return refuse<Refusal>({ kind: 'not-found' });
  const bytes = Buffer.from(file.base64, 'base64');
  const text = await readDocument(file.name, bytes);
  if (!text.ok) return invalid(text.refusal);
  const articles = splitText(text.value).map((entry) => ({ ...entry, text: storable(entry.text) }));
  const count = articles.filter(({ article }) => /^\d+$/.test(article)).length;
  if (count < FEWEST_ARTICLES) return invalid(`文件中只认出${count}条条文，应为办法全文，条文以“第几条”开头`);
  const id = newId();
  const hash = createHash('sha256').update(bytes).digest('hex');
  await tx.regulationText.create({ data: { tenantId, id, profileId, fileName: storable(file.name.slice(-120)), sha256: hash, articles, uploadedById: actor.accountId, uploadedAt: work.now }, select: { id: true } });
  work.record({ type: 'regulation-text', id }, { profileId, sha256: hash, articles: count, entries: articles.length });
  return ok({ message: `已保存办法全文：${count}条，共${articles.length}个条款`, id });
};
