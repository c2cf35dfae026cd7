import { z } from 'zod';
import { TITLES, TITLE_RANK } from '../../glossary';
import { articleSchema, bodySchema, postSchema, titleSchema } from '../../regulation/cited';
import { bodyLabel, postLabel, type Profile } from '../../regulation/profile';
import type { RuleKind } from '../../regulation/rule-kind';
import type { Roster, Seat } from '../facts';

const exceptionSchema = z.strictObject({
  /** Where it stands, if not with the rule. */
  article: articleSchema.optional(),
  atLeast: titleSchema.optional(),
  newInstitution: z.literal(true).optional(),
  privateInstitution: z.literal(true).optional(),
  headsSpecialty: z.literal(true).optional(),
  parentLevelExpert: z.literal(true).optional(),
});
type Exception = z.output<typeof exceptionSchema>;

const params = {
  posts: z.array(postSchema).min(1),
  /** The body of the same specialty from whose members the holders are taken. */
  from: bodySchema,
  /** Who enters without having sat there: all that one of them names must hold. */
  except: z.array(exceptionSchema).default([]),
};

/** An exception in words: 新开办机构的正高. */
const wordsOf = ({ atLeast, newInstitution, privateInstitution, headsSpecialty, parentLevelExpert }: Exception): string => {
  const where = [...(newInstitution ? ['新开办机构'] : []), ...(privateInstitution ? ['社会办机构'] : []), ...(parentLevelExpert ? ['上级质控中心'] : [])].join('、');
  const title = atLeast ? `${TITLES[atLeast]}${atLeast === 'senior' ? '' : '及以上'}` : '';
  return `${where}${where ? '的' : ''}${title}${headsSpecialty ? '学科负责人' : title ? '' : '专家'}`;
};

const applies = ({ atLeast, newInstitution, privateInstitution, headsSpecialty, parentLevelExpert }: Exception, p: Seat): boolean =>
  (atLeast === undefined || p.titleRank === undefined || p.titleRank >= TITLE_RANK[atLeast]) &&
  (!newInstitution || p.institutionIsNew) && (!privateInstitution || p.institutionIsPrivate) && (!headsSpecialty || p.headsSpecialty !== false) && (!parentLevelExpert || p.parentLevelExpert);

/** From which body the members of another one are taken first, and who enters it directly. Whoever sits already is asked no more. */
export const drawnFrom: RuleKind<Roster, typeof params> = {
  kind: 'committee.drawn-from',
  params,
  describe: ({ from, except }, profile: Profile) => `优先从${bodyLabel(profile, from)}中产生${except.length > 0 ? `；${except.map(wordsOf).join('、')}除外` : ''}`,
  bind({ posts, from, except }, profile) {
    const body = bodyLabel(profile, from);
    const name = posts.length > 1 ? '成员' : postLabel(profile, posts[0]!);
    const holders = (roster: Roster) => roster.people.filter((p) => p.roles.some((r) => posts.includes(r)));
    const sits = (p: Seat) => p.serves === undefined || p.serves.includes(from);
    const others = (roster: Roster) => holders(roster).filter((p) => p.isAppointed && !sits(p) && !except.some((e) => applies(e, p))).map((p) => p.id);
    return {
      test(roster, report) {
        const hits = others(roster);
        if (hits.length > 0) report({ message: `${name}应优先从本专业${body}中产生，${hits.length}人不是${body}成员，也不属可直接纳入的情形，须更换人选或说明理由`, actual: hits.length, limit: 0, subjects: hits });
      },
      measure: (roster) => {
        const all = holders(roster);
        const limit = `优先从${body}中产生`;
        const [only] = all;
        if (!only) return { actual: '不适用', limit, notApplicable: true };
        const ground = except.find((e) => applies(e, only));
        const said = only.serves === undefined ? '没有登记' : sits(only) ? `现为本专业${body}成员` : ground ? `${wordsOf(ground)}，可直接纳入` : `不是本专业${body}成员`;
        return { actual: `${all.length - others(roster).length}/${all.length}人`, limit, ...(all.length === 1 ? { seen: said } : {}) };
      },
    };
  },
};
