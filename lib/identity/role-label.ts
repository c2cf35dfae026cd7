import { postLabel, type Profile } from '../regulation/profile';
import { ROLES, type Role } from './capabilities';

/** What a jurisdiction calls a role: by the post that goes with it, in the words of its regulation; an office by its own name. */
export function roleLabel(role: Role, profile: Profile | null, office: string | null = null): string {
  if (office) return office;
  if (!profile) return ROLES[role];
  const { bodies } = profile.structure;
  const head = bodies.find((b) => b.head !== null)?.head;
  const aide = (['secretary', 'liaison'] as const).find((post) => bodies.some((b) => b.posts.includes(post)));
  if (role === 'director' && head) return postLabel(profile, head);
  if (role === 'secretary' && aide) return postLabel(profile, aide);
  if (role === 'host-contact' && profile.vocabulary.host) return `${profile.vocabulary.host}联系人`;
  return ROLES[role];
}
