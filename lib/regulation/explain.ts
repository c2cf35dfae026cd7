import { CENTRE_CLASSES, EMPLOYMENTS, GRADES, HOST_OUTCOMES, POSTS, TITLES, type Force } from '../glossary';
import { compareArticles } from './citation';
import { postLabel, settingBase, type Profile } from './profile';

/** One statement of law in a profile, as a line of a table. */
export interface ProfileLine {
  article: string;
  force: Force | 'silent';
  label: string;
  value: string;
  reading: { entry: string; takes: string; because?: string } | null;
}

/** Every statement of law in a profile, in the order of the text. */
export function linesOf(profile: Profile): ProfileLine[] {
  const lines: ProfileLine[] = [];
  const add = (article: string, force: ProfileLine['force'], label: string, value: string, reading?: ProfileLine['reading']) =>
    lines.push({ article, force, label, value, reading: reading ?? null });
  const { structure } = profile;
  if (structure.hostCycle) add(structure.hostCycle.article, structure.hostCycle.force, '管理周期', `${structure.hostCycle.years}年`, structure.hostCycle.reading);
  for (const body of structure.bodies) {
    if (body.term) add(body.term.article, body.term.force, `${profile.vocabulary.bodies[body.body] ?? body.body}任期`, `${body.term.years}年`, body.term.reading);
  }
  if (structure.classes) add(structure.classes.article, 'mandatory', '类别', `${structure.classes.list.length}类`, structure.classes.reading);
  if (structure.plan) add(structure.plan.article, 'mandatory', '规划设置的方向', `${structure.plan.fields.reduce((n, f) => n + f.directions.length, 0)}个`, structure.plan.reading);
  for (const rule of profile.rules as Profile['rules']) {
    const { label, force, article, reading } = rule;
    const params = Object.fromEntries(Object.entries(rule).filter(([name]) => !BASE.has(name)));
    add(article, force, label, describeParameters(profile, params), reading);
  }
  if (profile.grades) {
    add(profile.grades.article, 'mandatory', '考核等次', profile.grades.list.map((g) => GRADES[g]).join('、'));
    const { byScore, byProportion } = profile.grades;
    if (byScore) add(byScore.article, 'mandatory', '分数线', byScore.bands.map((b) => `${GRADES[b.grade]} ${b.from}分起`).join('，'), byScore.reading);
    if (byProportion) add(byProportion.article, 'in-principle', '比例', byProportion.shares.map((s) => `${GRADES[s.grade]}约${s.percent}%`).join('，'), byProportion.reading);
  }
  for (const row of profile.cycle?.rows ?? []) add(row.article, row.force, row.label, HOST_OUTCOMES[row.outcome.host], row.reading);
  for (const d of profile.deadlines) add(d.article, d.force, d.label, d.months ? `${d.months}个月内` : `每年${d.fixedDay}前`, d.reading);
  for (const section of profile.scoreSheet?.sections ?? []) for (const item of section.items) add(item.article, 'mandatory', item.title, `${item.points}分`);
  for (const s of profile.silent) add(s.article, 'silent', '未作规定', s.note);
  return lines.sort((a, b) => compareArticles(a.article, b.article));
}

/** What every setting carries; the rest are the parameters of its kind. */
const BASE = new Set(Object.keys(settingBase).filter((name) => name !== 'olderLists'));

const WORDS: Readonly<Record<string, string>> = { ...TITLES, ...EMPLOYMENTS, ...CENTRE_CLASSES, members: '全体委员', 'ordinary-members': '不含其他职务的委员', everybody: '全体人员', cumulative: '累计', consecutive: '连续', warn: '须说明', ok: '可以', note: '下次调整前不因此调整' };
const NAMES: Readonly<Record<string, string>> = {
  min: '至少', max: '至多', atLeast: '不低于', heldYears: '任满年数', years: '年数', counts: '计算范围', whenNone: '未设时', posts: '职务', post: '职务', exceptPosts: '除外职务',
  exactly: '应为', allowed: '可为', classes: '适用类别', olderLists: '施行前的名单', exceptParentLevelExperts: '上级专家除外', atAppointment: '限任职时',
};

const ORDER = ['post', 'posts', 'exceptPosts', 'classes', 'counts', 'atLeast', 'heldYears', 'allowed', 'years', 'exactly', 'min', 'max', 'whenNone', 'exceptParentLevelExperts', 'olderLists'];

/** The parameters of a setting in words. */
function describeParameters(profile: Profile, params: Record<string, unknown>): string {
  const word = (value: unknown): string =>
    Array.isArray(value) ? value.map(word).join('、')
    : typeof value === 'boolean' ? (value ? '是' : '否')
    : typeof value === 'string' && value in POSTS ? postLabel(profile, value as keyof typeof POSTS)
    : (WORDS[String(value)] ?? String(value));
  // The same lower and upper limit is one number.
  const { min, max, ...others } = params;
  const limits = min !== undefined && min === max ? { exactly: min } : { ...(min !== undefined ? { min } : {}), ...(max !== undefined ? { max } : {}) };
  return Object.entries({ ...others, ...limits })
    .filter(([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0))
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([name, value]) => `${NAMES[name] ?? name} ${word(value)}`)
    .join('，') || '须符合';
}
