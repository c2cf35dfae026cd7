import type { Post } from '../glossary';
import { ok, refuse, type Result } from '../kernel/result';

// Editing a proposed list: pure steps from one list to the next.

/** One person of a proposed list. */
export interface Entry {
  personId: string;
  posts: readonly Post[];
  /** Whether the employer has agreed; null if it has not been recorded. */
  employerConsent: boolean | null;
  /** The member whose place is taken in mid-term. */
  replacesPersonId: string | null;
}

export type RosterEdit =
  | { edit: 'add'; personId: string; posts: Post[] }
  | { edit: 'remove'; personId: string }
  | { edit: 'set-posts'; personId: string; posts: Post[] }
  | { edit: 'replace'; personId: string; byPersonId: string }
  | { edit: 'consent'; personId: string; consent: boolean };

/** The list after one edit; a refusal says why it makes no sense. */
export function propose(entries: readonly Entry[], edit: RosterEdit): Result<Entry[], string> {
  const at = entries.findIndex((e) => e.personId === edit.personId);
  if (edit.edit === 'add') {
    if (at >= 0) return refuse('该人选已在名单中');
    return ok([...entries, { personId: edit.personId, posts: edit.posts, employerConsent: null, replacesPersonId: null }]);
  }
  const entry = entries[at];
  if (!entry) return refuse('该人选已不在名单中，请刷新页面');
  const put = (changed: Entry) => ok(entries.map((e, i) => (i === at ? changed : e)));
  switch (edit.edit) {
    case 'remove':
      return ok(entries.filter((_, i) => i !== at));
    case 'set-posts':
      return put({ ...entry, posts: edit.posts });
    case 'consent':
      return put({ ...entry, employerConsent: edit.consent });
    case 'replace':
      if (entries.some((e) => e.personId === edit.byPersonId)) return refuse('替换人选已在名单中');
      return put({ personId: edit.byPersonId, posts: entry.posts, employerConsent: null, replacesPersonId: entry.personId });
  }
}

/** What distinguishes two lists: who joins, who leaves, whose posts change. */
export function compareLists(before: readonly Pick<Entry, 'personId' | 'posts'>[], after: readonly Pick<Entry, 'personId' | 'posts'>[]) {
  const postsOf = (list: readonly Pick<Entry, 'personId' | 'posts'>[]) => new Map(list.map((e) => [e.personId, [...e.posts].sort().join(',')]));
  const was = postsOf(before);
  const is = postsOf(after);
  return {
    joined: [...is.keys()].filter((id) => !was.has(id)),
    left: [...was.keys()].filter((id) => !is.has(id)),
    changed: [...is.keys()].filter((id) => was.has(id) && was.get(id) !== is.get(id)),
  };
}
