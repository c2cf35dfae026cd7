import { RadioGroup } from '@/components/ui/radio-group';
import { Select, optionsOf } from '@/components/ui/select';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import { ACCEPT } from '@/lib/files/kinds';
import { formatShortDate } from '@/lib/kernel/chinese';
import type { LocalDate } from '@/lib/kernel/local-date';
import { ATTACHMENT_HINT, LEAST_FACTS, MATTERS, OBJECTORS, type Matter } from '@/lib/notice/schema';

interface ObjectionFormProps {
  action: string;
  /** Made for each rendering: of a form that is sent twice one objection comes. */
  formKey: string;
  lastDay: LocalDate;
  today: LocalDate;
  /** Whether persons are put up for notice, or an institution. */
  forMembers: boolean;
}

/** The form for an objection: a plain post, without an account and without scripts. */
export function ObjectionForm({ action, formKey, lastDay, today, forMembers }: ObjectionFormProps) {
  const left: Matter[] = forMembers ? ['host', 'head'] : ['member'];
  return (
    <section id="objection" aria-labelledby="objection-head">
      <h2 id="objection-head">提出异议</h2>
      <p className="sub">{formatShortDate(lastDay, today)} 24:00 前受理。身份信息只供核实，不公开。</p>
      <form method="post" action={action} encType="multipart/form-data">
        {/* Nobody sees it; what fills it in is no person. */}
        <div className="vh" aria-hidden="true"><label htmlFor="website">请不要填写</label><input id="website" name="website" tabIndex={-1} autoComplete="off" /></div>
        <input type="hidden" name="key" value={formKey} />
        <RadioGroup name="kind" label="我代表" required defaultValue="person" options={optionsOf(OBJECTORS)} />
        <TextInput name="name" label="姓名或单位名称" required maxLength={60} autoComplete="name" />
        <TextInput name="contact" label="联系电话" required maxLength={40} inputMode="tel" autoComplete="tel" hint="手机号码，或者带区号的电话号码；只用于核实和答复" />
        <Select name="matter" label="涉及事项" required empty="请选择" options={Object.entries(MATTERS).filter(([value]) => !left.includes(value as Matter)).map(([value, label]) => ({ value, label }))} />
        <TextArea name="facts" label="事实和依据" required rows={5} minLength={LEAST_FACTS} maxLength={3000} hint={`至少 ${LEAST_FACTS} 字`} />
        {/* After everything that is typed, which is looked at before a file is read. */}
        <TextInput type="file" name="files" label="附件" multiple accept={ACCEPT} hint={ATTACHMENT_HINT} />
        <button type="submit" className="btn primary wide">提交异议</button>
      </form>
    </section>
  );
}
