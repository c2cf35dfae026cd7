import { HANDOVER_KINDS } from '../glossary';
import { canonicalJson } from '../kernel/canonical';
import { formatDate, formatRange } from '../kernel/chinese';
import { formatInstant } from '../kernel/instant';
import { addDays, type LocalDate } from '../kernel/local-date';
import { formatArticle } from '../regulation/citation';
import type { InventoryRow } from './inventory';
import { HANDOVER_STATES, type HandoverState } from './states';

// What the old host keeps: the handover as both signed it, and the centre's file as it stood then. Never changed afterwards.

/** A signature: who, and when as an ISO instant. */
interface Signature {
  name: string;
  at: string;
}

export interface Sealed {
  form: 1;
  jurisdiction: string;
  /** Regulation and article on which the handover rests. */
  rests: { title: string; number: string; article: string };
  centre: { name: string; code: string };
  from: string;
  to: string;
  decision: { round: string; document: string | null; on: LocalDate | null };
  dueOn: LocalDate | null;
  state: HandoverState;
  inventory: InventoryRow[];
  given: Signature | null;
  received: Signature | null;
  overridden: (Signature & { reason: string }) | null;
  sealedAt: string;
  /** The centre as it stood before the new term began. */
  file: {
    openedOn: LocalDate;
    periods: { host: string; cycle: number; from: LocalDate; due: LocalDate | null; ended: LocalDate | null; reason: string | null }[];
    bodies: { body: string; cohort: number; from: LocalDate; to: LocalDate | null; ended: LocalDate | null; seats: { name: string; institution: string; posts: string[]; from: LocalDate; /** First day on which it no longer held. */ until: LocalDate | null }[] }[];
    grades: { year: number; cycle: number; grade: string; by: string | null }[];
    decisions: { number: string; on: LocalDate; effectiveOn: LocalDate | null; outcome: string; reason: string | null; by: string | null }[];
  };
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '<p>无</p>' : `<table><thead><tr>${heads.map((h) => `<th>${escaped(h)}</th>`).join('')}</tr></thead><tbody>${rows.map((r) => `<tr>${r.map((c) => `<td>${escaped(c)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
const since = (from: LocalDate, to: LocalDate | null): string => (to ? formatRange(from, to) : `${formatDate(from)}起`);
const signed = (s: Signature | null): string => (s ? `${s.name}，${formatInstant(new Date(s.at))}` : '未签字');

/** The number of things in a row of an inventory, with their measure word; empty where the platform knows none. */
export const countOf = ({ count, unit }: Pick<InventoryRow, 'count' | 'unit'>): string => (count === null ? '' : `${count} ${unit}`);

/**
 * The sealed copy as one page that needs nothing else: it reads and prints in any browser, and carries the data it was made from.
 * `sha256` is the digest of the canonical JSON (sorted keys, no white space, UTF-8).
 */
export function sealedPage(sealed: Sealed, sha256: string): string {
  const { file } = sealed;
  const title = `${sealed.centre.name}交接档案`;
  const facts: [string, string][] = [
    ['中心编号', sealed.centre.code], ['移交单位', sealed.from], ['接收单位', sealed.to],
    ['决定', [sealed.decision.document, sealed.decision.on && formatDate(sealed.decision.on), sealed.decision.round].filter(Boolean).join('，')],
    ['依据', `${sealed.rests.title}（${sealed.rests.number}）${formatArticle(sealed.rests.article)}`],
    ...(sealed.dueOn ? [['交接时限', formatDate(sealed.dueOn)] as [string, string]] : []),
    ['结果', HANDOVER_STATES[sealed.state]], ['移交签字', signed(sealed.given)], ['接收签字', signed(sealed.received)],
    ...(sealed.overridden ? [['先行起算', `${signed(sealed.overridden)}；${sealed.overridden.reason}`] as [string, string]] : []),
    ['封存时间', formatInstant(new Date(sealed.sealedAt))],
  ];
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body{font:15px/1.7 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;color:#111;max-width:820px;margin:32px auto;padding:0 16px}
h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:28px 0 8px;border-bottom:1px solid #999;padding-bottom:4px}h3{font-size:15px;margin:16px 0 4px}
dl{display:grid;grid-template-columns:6em 1fr;gap:2px 12px;margin:16px 0}dt{color:#555}dd{margin:0}
table{border-collapse:collapse;width:100%;margin:6px 0}th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f2f2f2;font-weight:600}tr>:first-child{white-space:nowrap}
tr{break-inside:avoid}h2,h3{break-after:avoid}.digest{font-family:monospace;font-size:12px;overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}}
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(sealed.jurisdiction)}。本件已封存，由原单位保存，不得改动。</p>
<dl>${facts.map(([k, v]) => `<dt>${escaped(k)}</dt><dd>${escaped(v)}</dd>`).join('')}</dl>
<h2>交接清单</h2>
${table(['序号', '种类', '内容', '数量', '平台记录', '移交情况', '接收情况'], sealed.inventory.map((r) => [r.id, HANDOVER_KINDS[r.kind], r.label, countOf(r), r.source, r.given, r.received]))}
<h2>挂靠记录</h2>
${table(['单位', '周期', '起止', '结束原因'], file.periods.map((p) => [p.host, String(p.cycle), since(p.from, p.ended), p.reason ?? '']))}
<h2>名单</h2>
${file.bodies.map((b) => `<h3>${escaped(b.body)}第${b.cohort}届，${escaped(since(b.from, b.ended ?? b.to))}</h3>${table(['姓名', '单位', '职务', '任职'], b.seats.map((s) => [s.name, s.institution, s.posts.join('、'), !s.until ? `${formatDate(s.from)}起` : s.until > s.from ? formatRange(s.from, addDays(s.until, -1)) : '未到任']))}`).join('\n') || '<p>无</p>'}
<h2>年度考核</h2>
${table(['年度', '周期', '等次', '确认人'], file.grades.map((g) => [String(g.year), String(g.cycle), g.grade, g.by ?? '']))}
<h2>裁定</h2>
${table(['编号', '日期', '结论', '理由', '裁定人'], file.decisions.map((d) => [d.number, formatDate(d.effectiveOn ?? d.on), d.outcome, d.reason ?? '', d.by ?? '']))}
<h2>校验</h2>
<p>下列摘要为本页所附数据（键按字母排序、不含空白的JSON，UTF-8编码）的SHA-256值。</p>
<p class="digest">${escaped(sha256)}</p>
<script type="application/json" id="data">${canonicalJson(sealed).replace(/</g, '\\u003c')}</script>
</body>
</html>
`;
}
