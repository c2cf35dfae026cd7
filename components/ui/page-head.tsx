import type { ReactNode } from 'react';
import { Breadcrumb, type Crumb } from './breadcrumb';

interface PageHeadProps {
  crumb?: readonly Crumb[];
  title: ReactNode;
  /** The state of the thing, as a `Tag`. */
  tag?: ReactNode;
  sub?: ReactNode;
  /** At most one primary button. */
  actions?: ReactNode;
}

export function PageHead({ crumb, title, tag, sub, actions }: PageHeadProps) {
  return (
    <>
      {crumb && <Breadcrumb items={crumb} />}
      <div className="head">
        <div>
          <h1>{title}{tag && <> {tag}</>}</h1>
          {sub && <p className="sub">{sub}</p>}
        </div>
        {actions && <div className="act">{actions}</div>}
      </div>
    </>
  );
}
