import {
  ACTIVITIES, BAN_SCOPES, BREACHES, CENTRE_CLASSES, COUNTERS, DUTY_HOLDERS, FILINGS, GRADES, HANDOVER_KINDS, HOST_OUTCOMES, MEMBER_OUTCOMES, QUALIFIERS, SANCTION_GROUNDS, STEPS, type Force,
} from '../glossary';
import { formatDate, formatMonthDay } from '../kernel/chinese';
import { compareArticles } from './citation';
import type { Reading } from './cited';
import type { Duty } from './duty';
import { bodyLabel, postLabel, type Profile, type Setting } from './profile';
import type { ConductRow } from './sanction';
import type { Deduction } from './score-sheet';

/** The parts in which a profile is read, in the order of a regulation. */
export const PARTS = {
  structure: '机构与任期', centre: '设置', host: '挂靠单位条件', procedure: '遴选与公示', application: '申请书', handover: '交接', committee: '组成与任职', duty: '职责', activity: '活动事前程序',
  prohibition: '禁止事项', sanction: '违规后果与限制', deadline: '期限', grade: '考核等次', score: '评分表', cycle: '动态管理', register: '解释口径', silent: '未作规定',
} as const;
export type Part = keyof typeof PARTS;

/** One statement of law in a profile, as a line of a table. */
export interface ProfileLine {
  part: Part;
  /** What it speaks of, whoever says it: two profiles are laid side by side by it. */
  topic: string;
  article: string;
  force: Force | 'silent';
  label: string;
  value: string;
  lastCheckedOn: string;
  reading: Reading | null;
}

/** What a setting asks for, in the words of its rule kind. */
export type DescribeSetting = (setting: Setting, profile: Profile) => string;

/** Every statement of law in a profile, in the order of the text. */
export function linesOf(profile: Profile, describe: DescribeSetting): ProfileLine[] {
  const lines: ProfileLine[] = [];
  const add = (
    part: Part, topic: string, stated: { article: string; reading?: Reading | undefined; lastCheckedOn?: string | undefined }, force: ProfileLine['force'], label: string, value: string,
  ) => lines.push({ part, topic: `${part} ${topic}`, article: stated.article, force, label, value, lastCheckedOn: stated.lastCheckedOn ?? profile.lastCheckedOn, reading: stated.reading ?? null });

  const { structure, instrument, grades } = profile;
  add('structure', 'instrument', instrument, 'mandatory', '施行', `自${formatDate(instrument.effectiveFrom)}起${instrument.effectiveTo ? `至${formatDate(instrument.effectiveTo)}止` : ''}${instrument.replaces.length ? `，替代${instrument.replaces.join('、')}` : ''}`);
  if (structure.host) add('structure', 'host', structure.host, 'mandatory', profile.vocabulary.host ?? '挂靠', '设有');
  if (structure.hostCycle) add('structure', 'host-cycle', structure.hostCycle, structure.hostCycle.force, '管理周期', `${structure.hostCycle.years}年`);
  for (const body of structure.bodies) {
    add('structure', `body ${body.body}`, body, 'mandatory', bodyLabel(profile, body.body), `职务：${body.posts.map((post) => postLabel(profile, post)).join('、')}${body.likeBody ? `；参照${bodyLabel(profile, body.likeBody)}，只作提醒` : ''}`);
    if (body.term) add('structure', `term ${body.body}`, body.term, body.term.force, `${bodyLabel(profile, body.body)}任期`, `${body.term.years}年${body.term.endsWithHost ? '，与挂靠周期相同' : ''}`);
  }
  if (structure.office) add('structure', 'office', structure.office, 'mandatory', '日常工作机构', structure.office.name);
  if (structure.classes) add('structure', 'classes', structure.classes, 'mandatory', '类别', structure.classes.list.map((c) => CENTRE_CLASSES[c]).join('、'));
  if (structure.plan) add('structure', 'plan', structure.plan, 'mandatory', '规划设置的方向', `${structure.plan.fields.reduce((n, f) => n + f.directions.length, 0)}个`);

  for (const rule of profile.rules as Setting[]) {
    const part = rule.kind.split('.')[0] as 'centre' | 'host' | 'committee';
    const about = [rule.kind, rule.post ?? rule.posts ?? '', rule.counts ?? '', rule.bodies.join('+')].flat().join(' ');
    const bodies = part === 'committee' && structure.bodies.length > 1 && rule.bodies.join() !== 'committee' ? `${rule.bodies.map((body) => bodyLabel(profile, body)).join('、')}：` : '';
    add(part, about, rule, rule.force, rule.label, bodies + describe(rule, profile) + (rule.olderLists === 'note' ? '；施行前的名单下次调整时适用' : rule.olderLists === 'warn' ? '；施行前的名单只作提醒' : ''));
  }

  const { notice, selection, applicationForm, handover, redetermination } = profile;
  if (notice) {
    add('procedure', 'notice', notice, 'mandatory', '公示期', `不少于${notice.days}${notice.unit === 'working-days' ? '个工作日' : '天'}${notice.rolls ? '，末日为非工作日的顺延' : ''}`);
    add('procedure', 'objection', notice.objection, 'mandatory', '公示异议', '有异议未处理的不作决定');
  }
  for (const step of selection?.steps ?? []) add('procedure', `step ${step.id}`, step, step.force, `步骤：${step.label}`, `由${DUTY_HOLDERS[step.by]}办理`);
  if (selection?.designation) add('procedure', 'designation', selection.designation, 'mandatory', '指定', '可以不经遴选，须说明理由');
  for (const step of selection?.changes ?? []) add('procedure', `change ${step.id}`, step, step.force, `调整：${step.label}`, `由${DUTY_HOLDERS[step.by]}办理`);
  if (redetermination) add('procedure', 'redetermination', redetermination, 'mandatory', `定期评估${profile.vocabulary.host ?? '承担单位'}`, `每${redetermination.everyMonths}个月一次`);
  if (applicationForm) add('application', 'form', applicationForm, 'mandatory', applicationForm.title, `${applicationForm.sections.length}个部分，${applicationForm.sections.reduce((n, s) => n + s.fields.length, 0)}项`);
  for (const section of applicationForm?.sections ?? []) {
    for (const field of section.fields) add('application', `field ${field.id}`, field, 'mandatory', field.label, `${section.title}${field.required ? '，必填' : '，选填'}${field.options ? `：${field.options.join('、')}` : ''}`);
  }
  for (const item of handover?.items ?? []) add('handover', `item ${item.id}`, handover!, 'mandatory', item.label, `${HANDOVER_KINDS[item.kind]}，由原${profile.vocabulary.host ?? '单位'}移交`);

  for (const duty of profile.duties) add('duty', dutyTopic(duty), duty, duty.force, duty.label, `${DUTY_HOLDERS[duty.by]}：${measureWords(duty)}${duty.to ? `，报${duty.to}` : ''}；凭${duty.proof}`);
  for (const approval of profile.approvals) {
    const parts = [
      approval.steps.length > 0 && `须先经${approval.steps.map((step) => STEPS[step]).join('、')}`,
      approval.planned && '须列入年度计划',
      approval.perYear !== undefined && `每年不超过${approval.perYear}次`,
    ].filter(Boolean);
    add('activity', [...approval.activities].sort().join(' ') + (approval.planned ? ' planned' : approval.perYear ? ' quota' : ''), approval, approval.force, approval.label, `${approval.activities.map((a) => ACTIVITIES[a]).join('、')}：${parts.join('；')}`);
  }
  for (const item of profile.prohibitions) {
    const limbs = [...new Set(item.limbs.map((limb) => `${BREACHES[limb.breach]}（${QUALIFIERS[limb.qualifier]}）`))];
    add('prohibition', [...new Set(item.limbs.map((limb) => limb.breach))].sort().join(' '), item, 'mandatory', item.label, limbs.join('；'));
  }
  for (const row of profile.conduct) add('sanction', `row ${row.when.breach === 'prohibited' ? 'prohibited' : [...row.when.breach].sort().join(' ')} ${row.when.serious?.join('+') ?? ''} ${row.when.by?.join('+') ?? ''}`, row, 'mandatory', row.label, conductWords(row));
  for (const sanction of profile.sanctions) {
    const bans = sanction.bans.map((ban) => `${BAN_SCOPES[ban.scope]}${ban.years ? `${ban.years}年` : ban.calendarYear ? '当年' : ''}`);
    const open = sanction.otherwise === 'decide' ? '；条文未及的由主管部门决定' : '';
    const head = sanction.head === 'barred' ? '；原负责人同样受限' : sanction.head === 'decide' ? '；原负责人由主管部门决定' : '';
    add('sanction', `ban ${sanction.ground}`, sanction, 'mandatory', sanction.label, `${SANCTION_GROUNDS[sanction.ground]}，不得参与${bans.join('、')}${open}${head}`);
  }
  for (const d of profile.deadlines) add('deadline', d.kind, d, d.force, d.label, d.months ? `${d.months}个月内${d.rolls ? '，末日为非工作日的顺延' : ''}` : `每年${formatMonthDay(d.fixedDay!)}前`);

  if (grades) {
    add('grade', 'list', grades, 'mandatory', '考核等次', grades.list.map((g) => GRADES[g]).join('、'));
    const { byScore, byProportion } = grades;
    if (byScore) add('grade', 'score', byScore, 'mandatory', '分数线', byScore.bands.map((b) => `${GRADES[b.grade]}${b.from}分起`).join('，'));
    if (byProportion) add('grade', 'proportion', byProportion, 'in-principle', '比例', byProportion.shares.map((s) => `${GRADES[s.grade]}约${s.percent}%`).join('，'));
  }
  for (const section of profile.scoreSheet?.sections ?? []) {
    for (const item of section.items) add('score', `item ${item.number}`, item, 'mandatory', item.title, `${item.points}分，${deductionWords(item.deduct)}`);
  }
  for (const row of profile.cycle?.rows ?? []) add('cycle', `row ${row.id}`, row, row.force, row.label, HOST_OUTCOMES[row.outcome.host]);
  for (const entry of profile.register) add('register', entry.entry, { article: entry.article, reading: entry }, 'advisory', '解释口径', entry.takes);
  for (const s of profile.silent) add('silent', `${s.question} ${s.part ?? ''}`, s, 'silent', '未作规定', s.note);
  return lines.sort((a, b) => compareArticles(a.article, b.article));
}

/** Two duties are compared by what they count, or by their own name. */
const dutyTopic = ({ measure, id }: Duty): string =>
  measure.type === 'count' ? `count ${measure.of}` : measure.type === 'filing' ? `filing ${measure.kind}` : measure.type === 'standing' || measure.type === 'occasion' ? `own ${id}` : measure.type;

function measureWords({ measure }: Duty): string {
  switch (measure.type) {
    case 'count':
      return `每年${COUNTERS[measure.of]}${measure.min !== undefined ? `至少${measure.min}次` : ''}${measure.max !== undefined ? `不超过${measure.max}次` : ''}`;
    case 'quarterly':
      return '每季度1次';
    case 'coverage':
      return `每年覆盖${measure.percent}%`;
    case 'filing':
      return `${FILINGS[measure.kind]}${measure.due ? `每年${formatMonthDay(measure.due)}前` : '，条文未定日期'}`;
    case 'standing':
      return '经常保持';
    case 'occasion':
      return measure.occasion;
  }
}

function conductWords({ outcome, sanction }: ConductRow): string {
  const { host, committee, member, talk } = outcome;
  const parts = [host && HOST_OUTCOMES[host], committee === 'dissolved' && '委员会解散', committee === 'adjusted' && '委员会调整', member && `成员：${MEMBER_OUTCOMES[member]}`, talk && '约谈', sanction && '限制参加遴选'].filter(Boolean);
  return parts.join('，') || '纠正';
}

/** How an item of a sheet loses points, in a few words. */
export function deductionWords(deduct: Deduction): string {
  switch (deduct.type) {
    case 'per-missing':
      return `每缺1项扣${deduct.points}分`;
    case 'per-late':
      return `每迟1次扣${deduct.points}分${deduct.missingCostsAll ? '，缺报不得分' : ''}`;
    case 'all-or-nothing':
      return '未做到不得分';
    case 'per-occurrence':
      return `每次扣${[...new Set(deduct.of.map((o) => o.points))].join('或')}分`;
    case 'by-rank':
      return deduct.bands.map((band) => `前${band.upTo}%得${band.points}分`).join('，');
    case 'discretionary':
      return deduct.from !== undefined && deduct.to !== undefined ? `酌情扣${deduct.from}至${deduct.to}分` : '酌情扣分';
  }
}
