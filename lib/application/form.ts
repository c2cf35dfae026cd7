import { EMPLOYMENTS, RESOURCES, ROAD_WORDS, TITLES, type Body, type CentreClass, type Employment, type Post, type Resource, type Title } from '../glossary';
import { monthOf, yearOf, type LocalDate } from '../kernel/local-date';
import { lengthOf } from '../kernel/text';
import type { FormField } from '../regulation/procedure';
import { bodyLabel, postLabel, type Profile } from '../regulation/profile';
import { MOST_CHARACTERS, type Answers, type Draft, type Edit, type Row, type Statements } from './schema';

// The form of an application: the jurisdiction's own, otherwise a plain one made from its rules; and what it still lacks.

export interface ApplicationForm {
  title: string;
  /** The article that prescribes it; null where it is the platform's own. */
  article: string | null;
  sections: readonly { id: string; title: string; fields: readonly FormField[] }[];
}

/** What a form is made for. */
export interface FormCase {
  road: 'selection' | 'designation' | 'recommendation';
  /** For which members are recommended. */
  body: string | null;
  specialty: { class: CentreClass };
  centre?: { name: string } | null;
}

/** The article on which handing in rests; that of the text as a whole where it says nothing of it. */
const articleOf = (profile: Profile, stage: 'application' | 'recommendation', body: string | null = null): string =>
  profile.selection?.steps.find((s) => s.stage === stage && (s.body === undefined || s.body === body))?.article ?? profile.instrument.article;

/** The form that an applicant fills in: that of the text for an application to host; for a recommendation, and where the text has none, a plain one. */
export function formFor(profile: Profile, of: FormCase): ApplicationForm {
  if (of.road === 'recommendation') return recommendationForm(profile, of);
  if (profile.applicationForm) {
    const { title, article, sections } = profile.applicationForm;
    return { title, article, sections };
  }
  const article = articleOf(profile, 'application');
  const head = headOf(profile);
  const conditions = profile.rules.filter((r) => r.kind.startsWith('host.') && (!Array.isArray(r.classes) || r.classes.includes(of.specialty.class)));
  return {
    title: `${profile.vocabulary.host ?? '承担单位'}申请书`,
    article: null,
    sections: [
      {
        id: 'unit', title: '单位情况',
        fields: [
          { id: 'statement', label: '申请说明', article, type: 'long-text', required: true, help: '写明本单位和相关科室的基本情况、申请的理由' },
          ...conditions.map((r): FormField => ({ id: `rule-${r.id}`, label: r.label, article: r.article, type: 'long-text', required: true, help: '写明本单位的有关情况和依据' })),
        ],
      },
      {
        id: 'provision', title: '工作安排',
        fields: [
          ...(head ? [{ id: 'head', label: `拟任${postLabel(profile, head.post)}`, article, type: 'person' as const, required: true, help: '可补充其专业、任职和学术情况' }] : []),
          { id: 'work-plan', label: '工作设想', article, type: 'long-text', required: true, help: '写明承担后准备怎样开展质控工作' },
          { id: 'attachment', label: '附件', article, type: 'files', required: false, help: '公告要求的材料和其他需要说明的情况' },
        ],
      },
    ],
  };
}

function recommendationForm(profile: Profile, { body, centre }: FormCase): ApplicationForm {
  const article = articleOf(profile, 'recommendation', body);
  const described = profile.structure.bodies.find((b) => b.body === body);
  return {
    title: `${centre?.name ?? ''}${described ? bodyLabel(profile, described.body) : ''}成员${ROAD_WORDS.recommendation.paper}`,
    article: null,
    sections: [
      {
        id: 'person', title: '推荐人选',
        fields: [
          { id: 'person', label: '被推荐人', article, type: 'person', required: true, help: '可补充其专业、任职和学术情况' },
          { id: 'reasons', label: '推荐理由', article, type: 'long-text', required: true, help: '写明其专业能力、质控工作经历和可以保证的工作时间' },
          { id: 'attachment', label: '附件', article, type: 'files', required: false, help: '职称证明等公告要求的材料' },
        ],
      },
    ],
  };
}

/** The post that heads a centre and its body; null where the text knows none. */
export function headOf(profile: Profile): { body: Body; post: Post } | null {
  const led = profile.structure.bodies.find((b) => b.head);
  return led?.head ? { body: led.body, post: led.head } : null;
}

/** The posts for which somebody may be recommended to a body. */
export const postsOf = (profile: Profile, body: string | null): Post[] => profile.structure.bodies.find((b) => b.body === body)?.posts ?? [];

/** Fields in the order of the form. */
export const fieldsOf = (form: ApplicationForm): FormField[] => form.sections.flatMap((s) => [...s.fields]);

/** The name under which a field stands in the page. */
export const nameOf = (field: Pick<FormField, 'id' | 'type'>): string => (field.type === 'person' ? 'personId' : field.type === 'files' ? `files-${field.id}` : `form.${field.id}`);

/** A question of the rules that the applicant answers with yes or no. */
export interface Question {
  name: Resource | 'outstanding';
  label: string;
  article: string;
  required: boolean;
}

/** What the rules ask the applicant to state: resources, and strength in the specialty where it opens the way to a lower level. */
export function questionsOf(profile: Profile, { road, specialty }: Pick<FormCase, 'road' | 'specialty'>): Question[] {
  if (road === 'recommendation') return [];
  const questions = new Map<Question['name'], Question>();
  for (const rule of profile.rules) {
    if (rule.kind === 'host.resources') {
      for (const need of rule.needs as Resource[]) questions.set(need, { name: need, label: `具备${RESOURCES[need]}`, article: rule.article, required: true });
    }
    const concerned = !Array.isArray(rule.classes) || rule.classes.includes(specialty.class);
    if (rule.kind === 'host.level' && concerned && (rule.anyOf as { outstanding?: true }[]).some((o) => o.outstanding)) {
      questions.set('outstanding', { name: 'outstanding', label: '专科实力突出', article: rule.article, required: false });
    }
  }
  return [...questions.values()];
}

/** What was stated to a question; undefined while it is not answered. */
export const statedTo = ({ outstandingInSpecialty, resources }: Statements, name: Question['name']): boolean | undefined => (name === 'outstanding' ? outstandingInSpecialty : resources[name]);

/** The rows of a list; a plain text, as a form of other days may hold, is the remark of one. */
export const rowsIn = (answer: Answers[string] | undefined): Row[] => (Array.isArray(answer) ? answer : answer ? [{ note: answer }] : []);

/** The text of an answer. */
export const textIn = (answer: Answers[string] | undefined): string => (typeof answer === 'string' ? answer : '');

/** An amount in yuan as it was typed, in fen; null if it is none. */
export function fenOf(typed: string | undefined): number | null {
  const plain = (typed ?? '').replace(/[,，\s]/g, '').replace(/元$/, '');
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

/** The sum of a budget in fen; amounts that are none are left out. */
export const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + (fenOf(row.amount) ?? 0), 0);

/** Fen as 300,000.00 元; whole yuan without decimals. */
export function formatFen(fen: number): string {
  const [yuan = '0', decimals = ''] = (fen / 100).toFixed(2).split('.');
  return `${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}${decimals === '00' ? '' : `.${decimals}`}元`;
}

export const STAFF_KINDS = { 'full-time': '专职', 'part-time': '兼职' } as const;

/** How many people a list of staff names, full-time and part-time. */
export function countStaff(rows: readonly Row[]): { full: number; part: number } {
  const of = (kind: keyof typeof STAFF_KINDS) => rows.reduce((sum, r) => sum + (r.kind === kind && /^\d{1,3}$/.test(r.count ?? '') ? Number(r.count) : 0), 0);
  return { full: of('full-time'), part: of('part-time') };
}

/** Something of a form that is wrong or missing. */
export interface Fault {
  /** Of the control to which it leads. */
  name: string;
  text: string;
}

const isBlank = (row: Row) => Object.entries(row).every(([cell, text]) => cell === 'kind' || !text?.trim());

/** The rows in which something was typed. */
export const filledRows = (answer: Answers[string] | undefined): Row[] => rowsIn(answer).filter((row) => !isBlank(row));

function rowFaults(field: FormField, answer: Answers[string] | undefined): Fault[] {
  return rowsIn(answer).flatMap((row, i): Fault[] => {
    if (isBlank(row) || typeof answer === 'string') return [];
    const at = (cell: string, text: string): Fault => ({ name: `form.${field.id}[${i}].${cell}`, text: `${field.label}第${i + 1}行：${text}` });
    if (field.type === 'budget') {
      return [...(row.item?.trim() ? [] : [at('item', '请填写项目')]), ...(fenOf(row.amount) === null ? [at('amount', '金额应为数字，单位为元')] : [])];
    }
    return [
      ...(row.role?.trim() ? [] : [at('role', '请填写岗位')]),
      ...(row.kind && row.kind in STAFF_KINDS ? [] : [at('kind', '请选择专职或者兼职')]),
      ...(/^[1-9]\d{0,2}$/.test(row.count?.trim() ?? '') ? [] : [at('count', '人数应为整数')]),
    ];
  });
}

/** Whether a required field has an answer. */
function isAnswered(field: FormField, draft: Draft, files: readonly { fieldId: string }[]): boolean {
  switch (field.type) {
    case 'person': return draft.personId !== null;
    case 'files': return files.some((f) => f.fieldId === field.id);
    case 'staff':
    case 'budget': return filledRows(draft.form[field.id]).length > 0;
    case 'choice': return field.options?.includes(textIn(draft.form[field.id])) ?? false;
    default: return textIn(draft.form[field.id]).trim() !== '';
  }
}

/** What an application still lacks before it can be submitted; in the order of the form. */
export function faultsOf(profile: Profile, of: FormCase, draft: Draft, files: readonly { fieldId: string }[]): Fault[] {
  const faults: Fault[] = [];
  if (of.road === 'recommendation' && (draft.post === null || !postsOf(profile, of.body).includes(draft.post))) faults.push({ name: 'post', text: '请选择推荐的职务' });
  for (const question of questionsOf(profile, of)) {
    if (question.required && statedTo(draft.statements, question.name) === undefined) faults.push({ name: question.name, text: `请说明是否${question.label}` });
  }
  for (const field of fieldsOf(formFor(profile, of))) {
    const word = field.type === 'person' || field.type === 'choice' ? '选择' : field.type === 'files' ? '上传' : '填写';
    if (field.required && !isAnswered(field, draft, files)) faults.push({ name: nameOf(field), text: `请${word}${field.label}` });
    else if (field.type === 'staff' || field.type === 'budget') faults.push(...rowFaults(field, draft.form[field.id]));
  }
  return faults;
}

/** How many of the required parts are there. */
export function progressOf(profile: Profile, of: FormCase, draft: Draft, files: readonly { fieldId: string }[]): { done: number; of: number } {
  const required = fieldsOf(formFor(profile, of)).filter((f) => f.required);
  const asked = questionsOf(profile, of).filter((q) => q.required);
  return {
    done: required.filter((f) => isAnswered(f, draft, files)).length + asked.filter((q) => statedTo(draft.statements, q.name) !== undefined).length,
    of: required.length + asked.length,
  };
}

/** The working copy of what a page sent: only fields that the form has, each at most as long as a field may be. */
export function draftOf(profile: Profile, of: FormCase, edit: Edit): { draft: Draft; faults: Record<string, string[]> } {
  const faults: Record<string, string[]> = {};
  const form: Answers = {};
  for (const field of fieldsOf(formFor(profile, of))) {
    if (field.type === 'files') continue;
    const answer = edit.form[field.id];
    if (field.type === 'staff' || field.type === 'budget') form[field.id] = afterRowAct(field, rowsIn(answer), edit.rowAct);
    else if (field.type !== 'choice' || field.options?.includes(textIn(answer))) form[field.id] = textIn(answer);
    const length = lengthOf(textIn(form[field.id]));
    if (length > MOST_CHARACTERS) faults[`form.${field.id}`] = [`${field.label}不超过${MOST_CHARACTERS}字，现为${length}字，这一次没有保存`];
  }
  const { premises, equipment, staff, funds, outstanding } = edit;
  const resources = Object.fromEntries(Object.entries({ premises, equipment, staff, funds }).filter(([, v]) => v !== undefined));
  return {
    draft: { form, statements: { ...(outstanding === undefined ? {} : { outstandingInSpecialty: outstanding }), resources }, personId: edit.personId, post: of.road === 'recommendation' ? (edit.post ?? null) : null },
    faults,
  };
}

function afterRowAct({ id }: FormField, rows: Row[], act: string | undefined): Row[] {
  if (act === `add-${id}`) return [...rows, {}];
  return act === `remove-${id}` ? rows.slice(0, -1) : rows;
}

/** A working copy as it is put in force: without blank rows, texts without blanks around them. */
export const settled = (draft: Draft): Draft => ({
  ...draft,
  form: Object.fromEntries(Object.entries(draft.form).map(([id, answer]) => [id, typeof answer === 'string' ? answer.trim() : filledRows(answer)])),
});

/** An answer as it is read: by the type of its field. Nothing where there is none. */
export type Shown = { kind: 'text'; text: string } | { kind: 'staff' | 'budget'; head: string[]; rows: string[][]; sum: string } | null;

/** What an answer says, for the page, the print and the document alike. Person and files come from elsewhere. */
export function shownAnswer(field: FormField, answer: Answers[string] | undefined): Shown {
  if (typeof answer === 'string') return answer.trim() ? { kind: 'text', text: answer.trim() } : null;
  const rows = filledRows(answer);
  if (rows.length === 0) return null;
  if (field.type === 'budget') {
    return { kind: 'budget', head: ['项目', '金额', '说明'], rows: rows.map((r) => [r.item ?? '', fenOf(r.amount) === null ? (r.amount ?? '') : formatFen(fenOf(r.amount)!), r.note ?? '']), sum: `合计${formatFen(sumOf(rows))}` };
  }
  const { full, part } = countStaff(rows);
  return { kind: 'staff', head: ['岗位', '专兼职', '人数', '说明'], rows: rows.map((r) => [r.role ?? '', STAFF_KINDS[r.kind as keyof typeof STAFF_KINDS] ?? '', r.count ? `${r.count}人` : '', r.note ?? '']), sum: `专职${full}人，兼职${part}人` };
}

/** Who is put forward, as the register knows him. */
export interface NamedPerson {
  name: string;
  title: Title;
  born: LocalDate | null;
  employment: string;
  institution: { name: string };
}

/** A person in one line: 陈某，主任医师，1970年3月出生，在职，渝岚医院. */
export const personLine = ({ name, title, born, employment, institution }: NamedPerson): string =>
  [name, TITLES[title], ...(born ? [`${yearOf(born)}年${monthOf(born)}月出生`] : []), EMPLOYMENTS[employment as Employment] ?? '', institution.name].filter(Boolean).join('，');

/** One cell of the form on paper: lines, a table between them, and how much room it takes. */
export interface PaperCell {
  lines: string[];
  table?: { head: string[]; rows: string[][] };
  after?: string;
  /** `long` keeps room to write, `stamp` for signature and seal. */
  room?: 'long' | 'stamp';
}

/** A form on paper, the same for the page that is printed and for the document. */
export interface Paper {
  title: string;
  /** Above the table. */
  number: string;
  parts: { title: string | null; rows: { label: string; cell: PaperCell }[] }[];
  /** Below it. */
  foot: string;
}

interface PaperOf {
  profile: Profile;
  of: FormCase & { number: string; specialty: { direction: string } };
  content: Draft;
  institution: string;
  person: string | null;
  files: readonly { fieldId: string; name: string }[];
  digest: string;
  /** Null for a draft. */
  submitted: { receipt: string; at: string } | null;
}

/** An application as the official form. */
export function paperOf({ profile, of, content, institution, person, files, digest, submitted }: PaperOf): Paper {
  const form = formFor(profile, of);
  const plain = (label: string, text: string) => ({ label, cell: { lines: [text] } });
  const cellOf = (field: FormField): PaperCell => {
    if (field.type === 'files') {
      const own = files.filter((f) => f.fieldId === field.id);
      return { lines: own.length > 0 ? own.map((f, i) => `${i + 1}．${f.name}`) : ['无'] };
    }
    const shown = shownAnswer(field, content.form[field.id]);
    const lines = [...(field.type === 'person' && person ? [person] : []), ...(shown?.kind === 'text' ? shown.text.split('\n') : [])];
    return {
      lines,
      ...(shown && shown.kind !== 'text' ? { table: { head: shown.head, rows: shown.rows }, after: shown.sum } : {}),
      ...(field.type === 'long-text' ? { room: 'long' as const } : {}),
    };
  };
  const questions = questionsOf(profile, of);
  return {
    title: form.title,
    number: submitted ? `回执号 ${submitted.receipt}` : `${of.number}，尚未提交`,
    parts: [
      { title: null, rows: [plain(ROAD_WORDS[of.road].applicant, institution), plain('专业方向', of.specialty.direction), ...(of.road === 'recommendation' && content.post ? [plain('推荐职务', postLabel(profile, content.post))] : [])] },
      ...form.sections.map((section) => ({ title: section.title, rows: section.fields.map((field) => ({ label: field.label, cell: cellOf(field) })) })),
      ...(questions.length > 0
        ? [{ title: '陈述的情况', rows: questions.map((q) => plain(q.label, ({ true: '是', false: '否', undefined: '未填写' })[String(statedTo(content.statements, q.name)) as 'true'])) }]
        : []),
      { title: null, rows: [{ label: `${ROAD_WORDS[of.road].applicant}意见`, cell: { lines: ['负责人签字：　　　　　　　　', '（单位公章）　　　　　　　　', '年　　月　　日'], room: 'stamp' } }] },
    ],
    foot: submitted ? `提交时间 ${submitted.at}（北京时间）；内容摘要 SHA-256 ${digest}` : `草稿，没有提交；内容摘要 SHA-256 ${digest}`,
  };
}
