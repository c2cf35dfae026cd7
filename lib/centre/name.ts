import type { Profile } from '../regulation/profile';

/** The suffix that a jurisdiction's text gives its centres, such as 质控中心. */
type Named = { vocabulary: Pick<Profile['vocabulary'], 'centreSuffix'> };

/** The name of the centre that a direction has or would have, where it was given no other. */
export const centreNameOf = (profile: Named, direction: string): string => `${direction.replace(/专业$/, '')}${profile.vocabulary.centreSuffix}`;

/**
 * What each of these centres of one direction is called once the direction is: a single one by the name given for it or by its
 * direction, several by the direction and by what told them apart before. A name that was never the direction's stays.
 */
export function renamedCentres<C extends { name: string }>(profile: Named, centres: readonly C[], { from, to, given }: { from: string; to: string; given?: string | undefined }): (C & { renamed: string })[] {
  const [before, after] = [centreNameOf(profile, from), centreNameOf(profile, to)];
  if (centres.length === 1) return centres.map((c) => ({ ...c, renamed: given ?? after }));
  return centres.map((c) => ({ ...c, renamed: c.name.startsWith(before) ? after + c.name.slice(before.length) : c.name }));
}
