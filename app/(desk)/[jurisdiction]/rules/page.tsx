import type { Metadata } from 'next';
import Link from 'next/link';
import { CommandForm, FormFile } from '@/components/form/command-form';
import { RulesTable } from '@/components/regulation/rules-table';
import { PageHead } from '@/components/ui/page-head';
import { PrintButton } from '@/components/ui/print-button';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { uploadTextAction } from '@/lib/jurisdiction/actions';
import { loadRegulationText } from '@/lib/jurisdiction/loaders';
import { formatDate } from '@/lib/kernel/chinese';
import { newId } from '@/lib/kernel/ids';
import { formatInstant } from '@/lib/kernel/instant';
import { explain } from '@/lib/rulebook';

export const metadata: Metadata = { title: '条文与口径' };

export default async function RulesPage({ params }: { params: Promise<{ jurisdiction: string }> }) {
  const { jurisdiction } = await params;
  const { desk, text, mayUpload } = await loadRegulationText(jurisdiction);
  const { profile, revision } = desk.rules;
  return (
    <>
      <PageHead
        title="条文与口径"
        sub={`${profile.instrument.title}（${profile.instrument.number}），自${formatDate(profile.instrument.effectiveFrom)}施行，修订 ${revision}`}
        actions={<><Link className="btn" href={`/rules/compare?left=${jurisdiction}`}>与其他辖区对照</Link><PrintButton /></>}
      />
      {mayUpload && (
        <Section title="办法全文">
          {text
            ? <p className="small">现用全文：{text.fileName}，{formatInstant(text.uploadedAt)} 上传，拆分为 {text.articles.length} 个条款。重新上传后以新的为准，旧的保留备查。</p>
            : <p className="small">尚未上传办法全文。上传后，各条规则、检验意见和裁定卡旁会显示条文原文。</p>}
          <CommandForm action={uploadTextAction} jurisdiction={jurisdiction} formKey={newId()} fields={{ profileId: profile.id }} prefix="text-" className="form">
            <FormFile name="file" label="办法全文" hint="txt 或 docx，不超过 700 KB；按“第几条”和（一）（二）自动拆分" accept=".txt,.docx" required />
            <div className="acts"><SubmitButton>上传并拆分</SubmitButton></div>
          </CommandForm>
        </Section>
      )}
      <Section title="适用的规则">
        <RulesTable letter={profile.jurisdiction.letter} annexes={profile.instrument.annexes} lines={explain(profile)} text={text?.articles ?? []} />
      </Section>
    </>
  );
}
