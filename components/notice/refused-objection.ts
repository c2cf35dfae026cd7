import { ACCEPT } from '@/lib/files/kinds';
import { ATTACHMENT_HINT, LEAST_FACTS, MATTERS, OBJECTORS } from '@/lib/notice/schema';

// The answer to an objection that could not be taken: what is wrong, and the form again with everything that was typed. A plain post is
// answered by a route, which has no page of its own to show it on.

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (value: string): string => value.replace(/[&<>"']/g, (c) => ESCAPES[c]!);

const STYLE = `body{margin:0;border-top:3px solid #0d5158;color:#15201f;font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}main{max-width:640px;margin:0 auto;padding:20px 16px 40px}
h1{font-size:22px;line-height:32px;margin:0 0 12px}a{color:#0d5158}.errs{padding:12px 14px;border:1px solid #e5aaa4;border-left:3px solid #a31919;border-radius:3px;background:#fcefed}.errs ul{margin:4px 0 0;padding-left:20px}
form{margin-top:16px}label,legend{display:block;font-size:13px;line-height:20px;color:#3b4846;margin:14px 0 4px;padding:0}fieldset{border:0;margin:0;padding:0}fieldset label{display:inline-flex;gap:6px;align-items:center;min-height:32px;margin:0 20px 0 0;font-size:14px;color:inherit}
.in{box-sizing:border-box;width:100%;min-height:40px;padding:7px 10px;border:1px solid #7b8987;border-radius:5px;font:inherit;background:#fff}.in[aria-invalid]{border-color:#a31919}.hint{font-size:13px;color:#586664;margin:4px 0 0}.em{font-size:13px;color:#a31919;margin:0 0 4px}
button{width:100%;min-height:44px;margin-top:20px;border:0;border-radius:5px;background:#0d5158;color:#fff;font:inherit}.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}:focus-visible{outline:2px solid #1a5fc8;outline-offset:2px}`;

interface RefusedObjection {
  /** Why it was not taken, where no field is at fault. */
  message?: string;
  fields?: Readonly<Record<string, readonly string[] | undefined>>;
  values: Readonly<Record<string, string>>;
  action: string;
  backHref: string;
  /** Whether another try can help. */
  again: boolean;
}

/** A whole page in plain HTML. */
export function refusedObjection({ message, fields = {}, values, action, backHref, again }: RefusedObjection): string {
  const faults = Object.entries(fields).flatMap(([name, list]) => (list ?? []).slice(0, 1).map((fault) => ({ name, fault })));
  const value = (name: string) => text(values[name] ?? '');
  const fault = (name: string) => faults.find((f) => f.name === name)?.fault;
  const bad = (name: string) => (fault(name) ? ` aria-invalid="true" aria-describedby="${name}-error"` : '');
  const field = (name: string, label: string, control: string) => `<label for="${name}">${label}</label>${fault(name) ? `<p class="em" id="${name}-error">${text(fault(name)!)}</p>` : ''}${control}`;
  const form = `<form method="post" action="${text(action)}" enctype="multipart/form-data">
<input type="hidden" name="key" value="${value('key')}">
<fieldset><legend>我代表</legend>${Object.entries(OBJECTORS).map(([k, label], i) => `<label><input type="radio" name="kind" id="${i ? `kind-${k}` : 'kind'}" value="${k}" required${values.kind === k ? ' checked' : ''}>${label}</label>`).join('')}</fieldset>
${field('name', '姓名或单位名称', `<input class="in" id="name" name="name" value="${value('name')}" required maxlength="60"${bad('name')}>`)}
${field('contact', '联系电话', `<input class="in" id="contact" name="contact" value="${value('contact')}" required maxlength="40" inputmode="tel"${bad('contact')}>`)}
${field('matter', '涉及事项', `<select class="in" id="matter" name="matter" required${bad('matter')}><option value="">请选择</option>${Object.entries(MATTERS).map(([k, label]) => `<option value="${k}"${values.matter === k ? ' selected' : ''}>${label}</option>`).join('')}</select>`)}
${field('facts', `事实和依据（至少 ${LEAST_FACTS} 字）`, `<textarea class="in" id="facts" name="facts" rows="8" required minlength="${LEAST_FACTS}" maxlength="3000"${bad('facts')}>\n${value('facts')}</textarea>`)}
<div class="vh" aria-hidden="true"><label for="website">请不要填写</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
${field('files', '附件（原来选择的没有保存，需要的请重新选择）', `<input class="in" type="file" id="files" name="files" multiple accept="${ACCEPT}" aria-describedby="files-hint"><p class="hint" id="files-hint">${ATTACHMENT_HINT}</p>`)}
<button type="submit">提交异议</button>
</form>`;
  const typed = values.facts?.trim() && !again ? `<p>填写的内容没有保存，可以在此复制：</p><textarea class="in" rows="8" readonly aria-label="填写的内容">\n${value('facts')}</textarea>` : '';
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>异议没有提交</title><style>${STYLE}</style></head>
<body><main><h1>异议没有提交</h1>
<div class="errs" role="alert"><b>${text(message ?? `有 ${faults.length} 处需要更正`)}</b>${faults.length > 0 ? `<ul>${faults.map((f) => `<li>${f.name === 'key' || f.name === 'website' ? text(f.fault) : `<a href="#${f.name}">${text(f.fault)}</a>`}</li>`).join('')}</ul>` : ''}</div>
${again ? form : typed}
<p><a href="${text(backHref)}">返回公示页面</a></p>
</main></body></html>
`;
}
