// Terms of the field as data: the English value used in code and its Chinese word.
// What one jurisdiction calls a body or a post differs; those words stand in its profile's vocabulary.

export const TITLES = { senior: '正高', 'deputy-senior': '副高', intermediate: '中级', junior: '初级', none: '无职称' } as const;
export type Title = keyof typeof TITLES;

/** Rank of a title, higher is better. */
export const TITLE_RANK: Readonly<Record<Title, number>> = { none: 0, junior: 1, intermediate: 2, 'deputy-senior': 3, senior: 4 };

export const CENTRE_CLASSES = { clinical: '临床类', technical: '医技类', management: '管理类', tcm: '中医类' } as const;
export type CentreClass = keyof typeof CENTRE_CLASSES;

export const GRADES = { excellent: '优秀', good: '良好', qualified: '合格', unqualified: '不合格' } as const;
export type Grade = keyof typeof GRADES;

export const EMPLOYMENTS = { 'in-service': '在职', rehired: '返聘', retired: '退休' } as const;
export type Employment = keyof typeof EMPLOYMENTS;

export const BODIES = {
  committee: '专家委员会',
  'expert-group': '专家组',
  'inspection-group': '督查组',
  'subspecialty-group': '亚专业组',
} as const;
export type Body = keyof typeof BODIES;

export const POSTS = {
  chair: '主任委员',
  'vice-chair': '副主任委员',
  member: '委员',
  secretary: '秘书',
  honorary: '名誉职务',
  leader: '组长',
  liaison: '联络员',
  expert: '专家',
  inspector: '督查员',
} as const;
export type Post = keyof typeof POSTS;

export const LEVELS = { national: '国家级', municipality: '市级', city: '市级', district: '区级', county: '县级' } as const;
export type Level = keyof typeof LEVELS;

export const HOSPITAL_LEVELS = {
  '3A': '三级甲等', '3B': '三级乙等', '3': '三级', '2A': '二级甲等', '2B': '二级乙等', '2': '二级', '1': '一级', none: '未定级',
} as const;
export type HospitalLevel = keyof typeof HOSPITAL_LEVELS;

export const INSTITUTION_KINDS = {
  general: '综合医院', tcm: '中医医院', 'maternal-child': '妇幼保健院', specialised: '专科医院', other: '其他机构',
} as const;
export type InstitutionKind = keyof typeof INSTITUTION_KINDS;

export const FORCES = { mandatory: '强制', 'in-principle': '原则上', advisory: '提示' } as const;
export type Force = keyof typeof FORCES;

export const SEVERITIES = { block: '不符合', warn: '需说明', note: '提示', ok: '符合' } as const;
export type Severity = keyof typeof SEVERITIES;

/** What becomes of a host. */
export const HOST_OUTCOMES = {
  continues: '继续挂靠',
  rectify: '责令整改',
  retained: '不作调整',
  reselect: '届满重新遴选',
  removed: '解除挂靠，重新遴选',
  decide: '由主管部门决定',
} as const;
export type HostOutcome = keyof typeof HOST_OUTCOMES;

export const CHAIR_OUTCOMES = { stays: '留任', removed: '取消资格', excluded: '取消资格并不得参加本次遴选', ends: '任期届满' } as const;
export type ChairOutcome = keyof typeof CHAIR_OUTCOMES;

export const COMMITTEE_OUTCOMES = { stays: '不变', dissolved: '解散', adjusted: '调整', ends: '任期届满' } as const;
export type CommitteeOutcome = keyof typeof COMMITTEE_OUTCOMES;
