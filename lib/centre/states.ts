import type { HostOutcome } from '../glossary';

/** Every state of a centre, with its word on screen. */
export const CENTRE_STATUSES = {
  operating: '正常运行',
  rectifying: '整改中',
  reselecting: '届满待遴选',
  'without-host': '待重新遴选',
  closed: '已撤销',
} as const;
export type CentreStatus = keyof typeof CENTRE_STATUSES;

/** The states that a centre can be in: without a host none can be lost or selected. */
export const statusesOf = (hasHost: boolean): Partial<Record<CentreStatus, string>> =>
  hasHost ? CENTRE_STATUSES : { operating: CENTRE_STATUSES.operating, rectifying: CENTRE_STATUSES.rectifying, closed: CENTRE_STATUSES.closed };

/** What a confirmed outcome makes of a centre; "the authority decides" is no outcome that could be confirmed. */
export const STATUS_AFTER: Readonly<Record<Exclude<HostOutcome, 'decide'>, CentreStatus>> = {
  continues: 'operating',
  retained: 'operating',
  rectify: 'rectifying',
  reselect: 'reselecting',
  removed: 'without-host',
};
