import { sha256 } from '../audit/chain';
import type { Tx } from '../db/tenant';
import { ROLES, type Role } from '../identity/capabilities';
import { canonicalJson } from '../kernel/canonical';
import { formatDate, formatRange } from '../kernel/chinese';
import { formatArticle } from '../regulation/citation';
import { getNotice } from './data';
import { countingWords, DAY_KINDS, daysInWords, firstCounted, weekdayName } from './days';
import { noticeBodySchema, type NoticeBody } from './page';
import { MATTERS, OBJECTORS } from './schema';
import { NOTICE_STATES, OBJECTION_STATES } from './states';

// The proof of a notice: one file that holds what was shown, when it was first seen, what was objected and answered, and the places of
// all that in the audit chain. The same state gives the same bytes; the file is made again from its own data, so every change shows.

/** What happened, as the audit chain holds it; of accounts no more than their office. */
const EVENTS: Readonly<Record<string, string>> = {
  'selection.release': '发布公示', 'notice.first-seen': '首次可见', 'objection.file': '收到异议', 'objection.answer': '答复异议', 'selection.reopen': '终止公示', 'selection.reopen-review': '终止公示', 'selection.decide': '作出决定', 'selection.cancel': '终止遴选',
};

export interface Proof {
  form: 1;
  number: string;
  state: keyof typeof NOTICE_STATES;
  publishedAt: string;
  /** SHA-256 of the canonical form of `notice`. */
  sha256: string;
  /** What the page said. */
  notice: NoticeBody;
  firstSeen: { at: string; sha256: string } | null;
  objections: { number: string; kind: keyof typeof OBJECTORS; receivedAt: string; matter: keyof typeof MATTERS; state: keyof typeof OBJECTION_STATES; upheld: boolean | null; answer: string | null; answeredAt: string | null }[];
  ended: { at: string; reason: string } | null;
  decision: { documentNumber: string | null; decidedOn: string } | null;
  /** In the order of the chain. */
  events: { seq: number; hash: string; at: string; act: string; by: string; about: string }[];
}

/** The proof of a notice as it stands; null if there is no such notice. */
export async function readProof(tx: Tx, tenantId: string, noticeId: string): Promise<Proof | null> {
  const n = await getNotice(tx, tenantId, noticeId);
  if (!n) return null;
  const objections = new Map(n.objections.map((o) => [o.id, o.number]));
  const found = await tx.auditEvent.findMany({
    where: { tenantId, targetId: { in: [n.selectionId, n.id, ...objections.keys()] }, act: { in: Object.keys(EVENTS) }, result: 'ok' },
    orderBy: { seq: 'asc' },
    select: { seq: true, hash: true, at: true, act: true, role: true, targetId: true, data: true },
  });
  // A round may have had several notices: what names another one belongs to that; how the round ended belongs to the one that stands so.
  const own = found.filter(({ act, data }) => {
    const named = (data as { noticeId?: string }).noticeId;
    if (act === 'selection.decide') return n.state === 'closed';
    return act === 'selection.cancel' ? n.state === 'replaced' : named === undefined || named === n.id;
  });
  return {
    form: 1, number: n.number, state: n.state, publishedAt: n.publishedAt.toISOString(), sha256: n.sha256, notice: n.body,
    firstSeen: n.sighting && { at: n.sighting.at.toISOString(), sha256: n.sighting.sha256 },
    objections: n.objections.map((o) => ({
      number: o.number, kind: o.kind, receivedAt: o.receivedAt.toISOString(), matter: o.matter, state: o.state, upheld: o.upheld, answer: o.answer, answeredAt: o.answeredAt?.toISOString() ?? null,
    })),
    ended: n.closedAt && { at: n.closedAt.toISOString(), reason: n.closeReason ?? '' },
    decision: n.decision,
    events: own.map((e) => ({ seq: e.seq, hash: e.hash, at: e.at.toISOString(), act: e.act, by: e.role === '' ? '公众' : (ROLES[e.role as Role] ?? e.role), about: objections.get(e.targetId) ?? n.number })),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: string): string => value.replace(/[&<>"']/g, (c) => ESCAPES[c]!);
const lines = (value: string): string => text(value).replace(/\r?\n/g, '<br>');

/** An instant to the second on the clocks of China. */
function instant(iso: string): string {
  const at = new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString();
  return `${formatDate(at.slice(0, 10))} ${at.slice(11, 19)}`;
}

const SCRIPT = '<script type="application/json" id="zhikong-proof">';

const STYLE = `body{margin:0;color:#15201f;background:#fff;font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:860px;margin:0 auto;padding:24px}h1{font-size:24px;line-height:34px;margin:4px 0 8px;text-wrap:balance}h2{font-size:16px;line-height:24px;margin:28px 0 8px;padding-bottom:6px;border-bottom:1px solid #bcc7c4}
p{margin:8px 0}small,.m{font-size:13px;line-height:20px;color:#586664}.top{border-top:3px solid #0d5158}.seal{margin:16px 0;padding:12px 14px;border:1px solid #93bcbd;border-left-width:3px;background:#e4f0ef}
table{width:100%;border-collapse:collapse;margin:8px 0}th{font-weight:400;font-size:13px;color:#586664;text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #bcc7c4;white-space:nowrap}td{padding:7px 12px 7px 0;border-bottom:1px solid #dfe5e3;vertical-align:top}
code{font:12px/18px ui-monospace,Menlo,Consolas,monospace;word-break:break-all}.n{white-space:nowrap}.off td{color:#586664;background:#edf1f0}.r{text-align:right}dl{display:grid;grid-template-columns:112px minmax(0,1fr);gap:6px 12px;margin:8px 0}dt{color:#586664}dd{margin:0}
@media (max-width:600px){main{padding:16px}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:8px}thead{display:none}tr{display:block;padding:6px 0;border-bottom:1px solid #dfe5e3}td{display:block;border:0;padding:1px 0}td[data-l]::before{content:attr(data-l) "：";color:#586664}}
@media print{@page{size:A4;margin:20mm 18mm}main{max-width:none;padding:0}tr{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}.off td{background:none}}`;

const table = (heads: readonly string[], rows: readonly { cells: readonly string[]; off?: boolean }[]): string =>
  `<table><thead><tr>${heads.map((h) => `<th>${h}</th>`).join('')}</tr></thead><tbody>${rows.map(({ cells, off }) => `<tr${off ? ' class="off"' : ''}>${cells.map((c, i) => `<td data-l="${heads[i]!}">${c}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`;

/** The file. It opens without a network, prints, and runs nothing. */
export function proofHtml(proof: Proof): string {
  const { notice, notice: { period, rules } } = proof;
  const article = (a: string) => `<span class="n">${text(`${notice.jurisdiction.letter} ${formatArticle(a, rules.annexes)}`)}</span>`;
  // Within a script nothing may look like its end; the hash is that of the text as it stands there.
  const data = canonicalJson(proof).replace(/</g, '\\u003c');
  const upheld = (o: Proof['objections'][number]) => (o.state === 'open' ? OBJECTION_STATES.open : o.upheld ? '已办结，成立' : '已办结，不成立');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>公示存证 ${text(proof.number)}</title>
<style>${STYLE}</style>
</head>
<body class="top">
<main>
<p class="m">公示存证　${text(proof.number)}</p>
<h1>${text(notice.title)}</h1>
<p class="m">发布 ${instant(proof.publishedAt)}　${text(notice.authority)}　现为“${NOTICE_STATES[proof.state]}”</p>
<div class="seal">
<p>本文件载有公示页面的内容、计算期限所用的日历、首次可见时间、全部异议和答复，以及这些事项在审计链中的位置。</p>
<p>页面摘要（SHA-256）<br><code>${text(proof.sha256)}</code></p>
<p>数据摘要（SHA-256）<br><code id="digest">${sha256(data)}</code></p>
</div>

<h2>一、公示页面</h2>
<p>${text(notice.basis)}。</p>
${table(notice.columns.map(text), notice.rows.map((row) => ({ cells: row.map(text) })))}
<p>公示期 ${formatRange(firstCounted(period), period.lastDay)}，${daysInWords(period)}，依据${article(rules.article)}。</p>
${table(['日期', '事项', '条文'], notice.course.map((c) => ({ cells: [c.on ? formatDate(c.on) : '日期未记录', text(c.text), article(c.article)] })))}
<p>${text(notice.invitation)}，依据${article(rules.objectionArticle)}。</p>
<dl><dt>联系部门和方式</dt><dd>${lines(notice.contact)}</dd><dt>依据</dt><dd>《${text(rules.title)}》（${text(rules.number)}），规则修订 ${rules.revision}</dd><dt>规则档案摘要</dt><dd><code>${text(rules.sha256)}</code></dd></dl>
<p class="r">${text(notice.authority)}<br>${formatDate(period.publishedOn)}</p>

<h2>二、期限计算</h2>
<p>${countingWords(period).join('。')}。</p>
${table(['日期', '性质', '计数'], period.calendar.map((d) => ({
    off: d.counted === null,
    cells: [`<span class="n">${formatDate(d.on)}　${weekdayName(d.on)}</span>`, d.name ? `${DAY_KINDS[d.kind]}（${text(d.name)}）` : DAY_KINDS[d.kind], d.counted === null ? (d.on === period.publishedOn ? '发布日，不计入' : '不计入') : `第 ${d.counted} 日`],
  })))}

<h2>三、首次可见</h2>
${proof.firstSeen ? `<p>${instant(proof.firstSeen.at)}，当时页面摘要<br><code>${text(proof.firstSeen.sha256)}</code></p>` : '<p>尚无公众访问记录。</p>'}

<h2>四、异议和答复</h2>
${proof.objections.length === 0 ? '<p>没有收到异议。</p>' : table(['编号', '收到时间', '提出人', '事项', '办理', '答复'], proof.objections.map((o) => ({
    cells: [`<span class="n">${text(o.number)}</span>`, instant(o.receivedAt), OBJECTORS[o.kind], MATTERS[o.matter], `${upheld(o)}${o.answeredAt ? `<br><small>${instant(o.answeredAt)}</small>` : ''}`, o.answer ? lines(o.answer) : '尚未答复'],
  })))}
<p class="m">提出人的姓名、联系方式和所述事实不公开，不列入本文件。</p>

<h2>五、结果</h2>
<p>${proof.decision ? `${formatDate(proof.decision.decidedOn)}作出决定${proof.decision.documentNumber ? `，文号${text(proof.decision.documentNumber)}` : ''}。` : proof.ended ? `${instant(proof.ended.at)}${NOTICE_STATES[proof.state]}：${text(proof.ended.reason)}。` : '尚未作出决定。'}</p>

<h2>六、审计链</h2>
<p class="m">每一事项的哈希包含前一事项的哈希，改动其中任何一项，其后全部不符。</p>
${proof.events.length === 0 ? '<p>审计链中没有这一公示的记录。</p>' : table(['序号', '时间', '事项', '经办', '哈希'], proof.events.map((e) => ({ cells: [String(e.seq), instant(e.at), `${EVENTS[e.act] ?? text(e.act)}<br><small>${text(e.about)}</small>`, text(e.by), `<code>${text(e.hash)}</code>`] })))}

<h2>七、如何核对</h2>
<p>取出本文件中 id 为 zhikong-proof 的数据（script 标签之间的全部文字，不含标签），按 UTF-8 计算 SHA-256，应与上列数据摘要相同；其中 notice 一项按键名排序、不留空白写成 JSON 后计算 SHA-256，应与页面摘要和首次可见时的摘要相同。哈希可请主管部门的审计管理员在审计日志中按序号核对。</p>
</main>
${SCRIPT}${data}</script>
</body>
</html>
`;
}

/** What is wrong with a file that says to be a proof; null if every byte is as it was made. */
export function proofFault(html: string): string | null {
  const begin = html.indexOf(SCRIPT);
  const end = html.indexOf('</script>', begin);
  if (begin < 0 || end < 0) return '文件中没有存证数据';
  const data = html.slice(begin + SCRIPT.length, end);
  let proof: Proof;
  try {
    proof = JSON.parse(data) as Proof;
    proof.notice = noticeBodySchema.parse(proof.notice);
  } catch {
    return '存证数据不完整';
  }
  if (!html.includes(`<code id="digest">${sha256(data)}</code>`)) return '数据与其摘要不符';
  const shown = sha256(canonicalJson(proof.notice));
  if (shown !== proof.sha256) return '公示页面与其摘要不符';
  if (proof.firstSeen && proof.firstSeen.sha256 !== shown) return '首次可见时的页面与现在的不同';
  try {
    return proofHtml(proof) === html ? null : '文件的文字与其数据不符';
  } catch {
    return '存证数据不完整';
  }
}
