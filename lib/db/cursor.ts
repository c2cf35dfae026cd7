/**
 * One page of a list from a cursor of its address, or the first page where nothing comes after the cursor: the row that it names
 * may be gone, or it was made up. `from` is the cursor that counted, undefined on the first page.
 */
export async function pageFrom<Cursor, Page extends object>(cursor: Cursor | undefined, read: (cursor: Cursor | undefined) => Promise<Page>, rowsOf: (page: Page) => readonly unknown[]): Promise<Page & { from: Cursor | undefined }> {
  const page = await read(cursor);
  return cursor === undefined || rowsOf(page).length > 0 ? { ...page, from: cursor } : { ...(await read(undefined)), from: undefined };
}
