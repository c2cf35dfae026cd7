import type { ReactNode } from 'react';
import { CENTRE_CLASSES, TITLES, type CentreClass, type Post } from '@/lib/glossary';
import { formatDate } from '@/lib/kernel/chinese';
import type { LocalDate } from '@/lib/kernel/local-date';
import { leadingPost } from '@/lib/committee/history';
import type { ListedPerson } from '@/lib/committee/data';
import { postLabel, type Profile, type ProfileBody } from '@/lib/regulation/profile';

export interface RosterRow {
  key: string;
  person: ListedPerson;
  posts: readonly Post[];
  /** Since when the seat is held. */
  since?: LocalDate;
  /** A short word beside the name, such as 新任. */
  mark?: ReactNode;
  /** The same where something is wrong with the seat, such as 可移出. */
  fault?: ReactNode;
  /** Rules that speak of this person make the cell stand out. */
  titleWarn?: boolean;
  ops?: ReactNode;
}

interface RosterTableProps {
  profile: Profile;
  body: ProfileBody;
  rows: readonly RosterRow[];
  hostId: string | null;
  /** Whose class everybody has who has none of his own. */
  centreClass: CentreClass;
  /** What the rules say of each post. */
  remarks?: Partial<Record<Post, string>>;
  /** Posts whose head stands there although nobody holds them. */
  vacant?: ReadonlySet<Post>;
  ops?: boolean;
}

/** A list under the heads of its posts; people of the host stand first and are marked. */
export function RosterTable({ profile, body, rows, hostId, centreClass, remarks = {}, vacant, ops = false }: RosterTableProps) {
  const isOfHost = (r: RosterRow) => hostId !== null && r.person.institution.id === hostId;
  const groups = body.posts
    .map((post) => ({
      post,
      rows: rows.filter((r) => leadingPost(r.posts, body.posts) === post).sort((a, b) => Number(isOfHost(b)) - Number(isOfHost(a))),
    }))
    .filter((g) => g.rows.length > 0 || vacant?.has(g.post));
  const order = groups.flatMap((g) => g.rows);
  const width = ops ? 8 : 7;
  return (
    <table role="table" className="tbl roster">
      <caption className="vh">名单</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" className="no">序号</th>
          <th role="columnheader" scope="col">姓名</th>
          <th role="columnheader" scope="col">单位</th>
          <th role="columnheader" scope="col">区域</th>
          <th role="columnheader" scope="col">职称</th>
          <th role="columnheader" scope="col">类别</th>
          <th role="columnheader" scope="col">任职起</th>
          {ops && <th role="columnheader" scope="col" className="num">操作</th>}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {groups.map(({ post, rows: group }) => [
          <tr key={post} className="gh" role="row">
            <th role="rowheader" scope="rowgroup" colSpan={width}>{postLabel(profile, post)}<span>{group.length === 0 ? '空缺' : `${group.length}人`}</span>{remarks[post] && <em>{remarks[post]}</em>}</th>
          </tr>,
          ...group.map((r) => {
            const fromHost = isOfHost(r);
            const extra = r.posts.filter((p) => p !== post);
            return (
              <tr key={r.key} role="row" className={fromHost ? 'host' : undefined}>
                <td role="cell" className="no">{order.indexOf(r) + 1}</td>
                <td role="cell" className="nm">{r.person.name}{extra.length > 0 && <span className="tag">兼{extra.map((p) => postLabel(profile, p)).join('、')}</span>}{r.mark && <span className="tag brand">{r.mark}</span>}{r.fault && <small>{r.fault}</small>}</td>
                <td role="cell" className="un">{r.person.institution.name}{fromHost && <> <span className="tag brand">挂靠</span></>}</td>
                <td role="cell" className="ar">{r.person.institution.region}</td>
                <td role="cell" className={`ti ${r.titleWarn ? 'c-warn' : ''}`}>{TITLES[r.person.title]}</td>
                <td role="cell" className="cl">{CENTRE_CLASSES[r.person.class ?? centreClass].replace(/类$/, '')}</td>
                <td role="cell" className="te">{r.since ? formatDate(r.since) : '本次'}</td>
                {ops && <td role="cell" className="ops">{r.ops}</td>}
              </tr>
            );
          }),
        ])}
      </tbody>
    </table>
  );
}
