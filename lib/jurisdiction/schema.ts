import { z } from 'zod';

/** Largest file taken, in bytes: the body of a server action ends at one megabyte. */
export const MOST_FILE_BYTES = 700_000;

/** An uploaded file as the wrapper hands it on: name and content, so that one submission has one hash. */
const fileField = (name: string, kinds: RegExp, words: string) =>
  z
    .object({ name: z.string().default(''), base64: z.string().default('') }, { error: `请选择${name}` })
    .refine((file) => file.base64.length > 0, { error: `请选择${name}` })
    .refine((file) => file.base64.length <= Math.ceil(MOST_FILE_BYTES / 3) * 4, { error: `${name}不超过${MOST_FILE_BYTES / 1000} KB` })
    .refine((file) => file.base64 === '' || kinds.test(file.name), { error: `${name}只接受 ${words}` });

export const uploadTextSchema = z.object({
  /** The regulation whose words they are. */
  profileId: z.string().min(1).max(80),
  file: fileField('办法全文', /\.(txt|docx)$/i, 'txt 和 docx'),
});
