import { FormRadio, FormText } from '@/components/form/command-form';

const YES_NO = (yes: string, no: string) => [{ value: 'no', label: no }, { value: 'yes', label: yes }];

/** What an assessor declares about each applicant before he accepts. */
export function Declarations({ applicants }: { applicants: readonly { applicationId: string; institution: string; head: string | null }[] }) {
  return (
    <ol className="declare">
      {applicants.map(({ applicationId, institution, head }) => (
        <li key={applicationId}>
          <p><b>{institution}</b>{head && <span className="muted">，拟任负责人 {head}</span>}</p>
          <div className="qs">
            <FormRadio name={`interest-${applicationId}`} label="利害关系" required options={YES_NO('有', '无')} />
            <FormRadio name={`worked-${applicationId}`} label="曾在该单位任职" required options={YES_NO('是', '否')} />
            <FormText name={`note-${applicationId}`} label="利害关系说明" maxLength={200} hint="有利害关系的填写" />
          </div>
        </li>
      ))}
    </ol>
  );
}
