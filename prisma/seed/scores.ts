import type { Grade } from '../../lib/glossary';
import type { CheckedProfile } from '../../lib/rulebook';
import type { Random } from './random';

// Score sheets filled in with reasons; the total is always the sum of the items.

/** What assessors write where they take off points, by item of the sheet: tenths of a point and the reason. */
const DEDUCTIONS: Readonly<Record<number, readonly (readonly [tenths: number, reason: string])[]>> = {
  1: [[10, '副主任缺1名，未及时补齐']],
  2: [[10, '工作台账不完整'], [5, '制度更新不及时']],
  3: [[20, '全年工作会议仅召开1次']],
  4: [[5, '个别培训签到表缺失'], [10, '会议记录不规范，无主任签字'], [15, '上半年档案未归集']],
  5: [[20, '半年总结迟报1次'], [50, '年度总结未报']],
  6: [[50, '未制定本专业质控标准']],
  7: [[20, '全年病例抽查3次，少1次'], [40, '全年病例抽查2次，少2次']],
  8: [[50, '全年未开展竞赛、培训或学术活动']],
  9: [[5, '重点指标提升方案缺量化目标'], [10, '核心指标提升方案措施不具体'], [20, '重点指标未制定提升方案']],
  10: [[10, '数据漏报1项'], [20, '报表迟报2次']],
  11: [[60, '未围绕核心制度开展质控']],
  12: [[30, '检查发现问题无回头看记录'], [50, '整改闭环缺评价环节']],
  13: [[60, '专项行动任务未落实']],
  14: [[20, '抗菌药物使用强度问题整改不力'], [40, '病历质量、手卫生问题突出，两次整改不力']],
  15: [[50, '未开展基层帮扶和下沉指导']],
  16: [[50, '无指标监测和质量通报']],
  17: [[5, '未实现指标自动预警'], [10, '数据尚未与成员单位共享'], [25, '信息化应用仅限统计报表']],
  18: [[40, '未经批准以质控中心名义发文1次']],
  19: [[20, '述职评价位于30%至80%'], [50, '述职评价位于后20%']],
  20: [[10, '秘书缺席质控会议1次'], [20, '主任无故缺席述职会'], [30, '主任缺席述职会，秘书缺席质控会议1次']],
  21: [[40, '交办任务推诿未办']],
};
/** For what no ready reason fits exactly: items that may lose any number of points. */
const FLEXIBLE = [4, 9, 17, 12] as const;

export type Items = Record<string, { points: number; reason?: string }>;

/** A filled-in sheet whose total comes to `target` (to half a point), or as near as the reasons allow. */
export function fillSheet(profile: CheckedProfile, random: Random, target: number): { items: Items; score: number } {
  const sheet = (profile.scoreSheet?.sections ?? []).flatMap((section) => section.items);
  const full = sheet.reduce((sum, item) => sum + item.points * 10, 0);
  let left = Math.max(0, full - Math.round(target * 2) * 5);
  const lost = new Map<number, { tenths: number; reasons: string[] }>();
  const take = (number: number, tenths: number, reason: string): void => {
    const points = (sheet.find((item) => item.number === number)?.points ?? 0) * 10;
    const sofar = lost.get(number) ?? { tenths: 0, reasons: [] };
    if (tenths > left || sofar.tenths + tenths > points) return;
    lost.set(number, { tenths: sofar.tenths + tenths, reasons: [...sofar.reasons, reason] });
    left -= tenths;
  };
  // Small deductions first: a good centre loses a little in many places, a poor one also loses whole items.
  for (const number of random.sample(Object.keys(DEDUCTIONS).map(Number), 21)) {
    const [tenths, reason] = random.pick(DEDUCTIONS[number]!);
    if (tenths <= 20 || left > 120) take(number, tenths, reason);
  }
  for (const number of random.sample(Object.keys(DEDUCTIONS).map(Number), 21)) {
    if (left > 0 && !lost.has(number)) for (const [tenths, reason] of DEDUCTIONS[number]!) if (!lost.has(number)) take(number, tenths, reason);
  }
  for (const number of FLEXIBLE) while (left >= 5 && !(lost.get(number)?.tenths === (sheet.find((i) => i.number === number)?.points ?? 0) * 10)) take(number, 5, '材料不够规范，酌情扣分');

  const items: Items = {};
  let score = 0;
  for (const { number, points } of sheet) {
    const item = lost.get(number);
    const tenths = points * 10 - (item?.tenths ?? 0);
    items[number] = { points: tenths / 10, ...(item ? { reason: [...new Set(item.reasons)].join('；') } : {}) };
    score += tenths;
  }
  return { items, score: score / 10 };
}

/** A score that comes to the grade by the profile's thresholds. */
export function scoreFor(profile: CheckedProfile, random: Random, grade: Grade): number {
  const bands = profile.grades!.byScore!.bands;
  const at = bands.findIndex((band) => band.grade === grade);
  const to = at > 0 ? bands[at - 1]!.from - 0.5 : profile.grades!.byScore!.maximum - 1;
  const from = Math.max(bands[at]!.from, to - (grade === 'unqualified' ? 9 : 14));
  return random.int(from * 2, to * 2) / 2;
}
