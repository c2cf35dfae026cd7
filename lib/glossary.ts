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

/** Acts and events that a text forbids or answers with a consequence. */
export const BREACHES = {
  'unrelated-activity': '以中心名义开展与质控无关的活动',
  delegation: '委托或变相委托他人开展质控',
  sponsorship: '使用企业赞助经费',
  fees: '主办或参与收费营利活动',
  'seal-or-letterhead': '刻制印章、印发红头文件',
  certificates: '颁发证书或者聘书',
  'data-misuse': '违规使用或泄露数据',
  interference: '干预与质控无关的事项',
  'empty-work': '只开会收数据而不督查整改',
  absence: '无故缺席会议或考核',
  'major-event': '发生重大医疗质量安全事件',
  'chair-misconduct': '负责人违规违纪',
  'slow-plan': '工作计划推进迟滞',
  'no-plan': '未制定规划或计划',
  'no-committee': '未成立专家委员会',
  'no-support': '挂靠单位不能支持工作',
  inactivity: '长期不承担或者不开展工作',
  falsification: '弄虚作假、公正缺失',
  defiance: '拒不执行部署和整改要求',
  'grave-breach': '严重违反办法并造成后果',
  'replacement-refused': '更换人选未获批准',
} as const;
export type Breach = keyof typeof BREACHES;

/** Who committed a breach. */
export const BREACH_BY = { centre: '中心', member: '成员', chair: '负责人', host: '挂靠单位' } as const;

/** Whether consent makes a forbidden act lawful. */
export const QUALIFIERS = { absolute: '一律禁止', 'consent-lifts': '未经同意不得', irregular: '不得违规' } as const;
export type Qualifier = keyof typeof QUALIFIERS;

export const MEMBER_OUTCOMES = { stays: '留任', removed: '取消成员资格', decide: '由主管部门决定' } as const;

/** How far a ban reaches. */
export const BAN_SCOPES = {
  'same-specialty': '本专业中心',
  'this-round': '本轮遴选',
  'new-other-specialties': '新成立的其他专业中心',
  'same-kind': '同类中心',
} as const;
export type BanScope = keyof typeof BAN_SCOPES;

/** Activities that may need steps beforehand. */
export const ACTIVITIES = {
  meeting: '会议',
  training: '培训',
  survey: '调研',
  evaluation: '督查、指导评价',
  bulletin: '质控通报、信息',
  'annual-report': '年度质量安全报告',
  'long-term-plan': '长期规划',
  'annual-plan': '年度计划',
  indicators: '指标、标准',
  'committee-change': '成立或调整委员会',
  'subspecialty-group': '成立亚专业组',
  paper: '论文、报告等成果',
  certificate: '证书、聘书',
  contest: '竞赛、评比',
  'third-party-data': '向第三方提供数据',
} as const;
export type Activity = keyof typeof ACTIVITIES;

export const STEPS = {
  'committee-consent': '专家委员会审议同意',
  'director-signature': '中心主任审核签字',
  'host-leader-signature': '挂靠单位主要负责人审核签字',
  'host-stamp': '挂靠单位盖章',
  'authority-approval': '主管部门同意',
  'authority-filing': '报主管部门备案',
  'authority-review': '主管部门审核',
  'office-copy': '抄送质控办',
  deidentified: '脱敏处理',
  'source-cited': '注明数据来源',
  'centre-first': '中心为第一单位',
} as const;
export type Step = keyof typeof STEPS;

/** What a year counts. */
export const COUNTERS = {
  committeeMeetings: '委员会、工作会议',
  networkMeetings: '质控网络会议',
  jointMeetings: '合开的会议',
  trainings: '质控培训',
  evaluations: '指导评价',
  contests: '技能竞赛、学术交流',
  coreIndicatorPlans: '核心指标提升计划',
  keyIndicatorPlans: '重点指标提升计划',
  bulletins: '质控信息、通报',
} as const;
export type Counter = keyof typeof COUNTERS;

export const FILINGS = {
  'annual-plan': '年度计划',
  'half-year-summary': '半年工作总结',
  'annual-summary': '年度工作总结',
  'annual-report': '年度质量安全报告',
} as const;
export type Filing = keyof typeof FILINGS;

/** Who owes a duty. */
export const DUTY_HOLDERS = {
  centre: '质控中心',
  chair: '中心负责人',
  host: '挂靠单位',
  members: '委员和工作人员',
  office: '质控办',
  authority: '主管部门',
  'lower-authority': '下级主管部门',
  institutions: '医疗机构',
  employer: '成员所在单位',
} as const;

export const DUTY_TOPICS = {
  work: '履职', filing: '报送', publication: '公布', governance: '制度与组织', data: '数据与信息安全', finance: '经费', records: '档案与交接', assessment: '考核',
} as const;

/** What a step of the text is on the platform's road to a centre. */
export const SELECTION_STAGES = {
  call: '发布遴选公告',
  scheme: '审定工作方案',
  application: '单位申请',
  recommendation: '推荐人选',
  forming: '直接组建',
  designation: '指定',
  review: '资格审核',
  judgement: '由人认定的条件',
  choice: '择优确定',
  notice: '公示',
  decision: '决定',
} as const;
export type SelectionStage = keyof typeof SELECTION_STAGES;

/** What passes from one host to the next. */
export const HANDOVER_KINDS = { document: '资料', data: '数据', platform: '信息平台', network: '质控网络', permission: '管理权限', equipment: '软硬件设备' } as const;
export type HandoverKind = keyof typeof HANDOVER_KINDS;

/** Conditions of a host that a form or an official states. */
export const RESOURCES = { premises: '办公场所', equipment: '设备设施', staff: '工作人员', funds: '工作经费' } as const;
export type Resource = keyof typeof RESOURCES;

export const EVENT_KINDS = { 'major-event': '重大医疗质量安全事件', 'serious-violation': '严重违法违规' } as const;
export const SANCTION_GROUNDS = { 'serious-violation': '情节严重的违规', unqualified: '考核不合格' } as const;

/** What screens, messages and papers call a round and its parts on one road. A page asks here for its words, never for the road. */
export interface RoadWords {
  /** The round itself in a sentence. */
  round: string;
  /** What is published. */
  call: string;
  /** What institutions do with a call; heads its dates and conditions. */
  answer: string;
  /** What one of them hands in, and the paper on which it is written. */
  entry: string;
  paper: string;
  /** Who hands it in. */
  applicant: string;
  /** How the result is arrived at, and the result as it is put forward. */
  choosing: string;
  result: string;
  /** States of a round and recorded acts that have another name here than on the usual road. */
  states: Readonly<Record<string, string>>;
  acts: Readonly<Record<string, string>>;
}

const SELECTION_WORDS: RoadWords = {
  round: '这一轮遴选', call: '遴选公告', answer: '申报', entry: '申请', paper: '申请书', applicant: '申请单位', choosing: '择优', result: '拟定结果', states: {}, acts: {},
};

/** The words of the three roads to a centre. */
export const ROAD_WORDS: Readonly<Record<'selection' | 'designation' | 'recommendation', RoadWords>> = {
  selection: SELECTION_WORDS,
  // Nobody applies where a host is designated.
  designation: {
    ...SELECTION_WORDS,
    round: '这一轮指定', choosing: '提出指定', result: '拟指定结果',
    acts: {
      'selection.save': '起草指定', 'selection.choose': '提出指定', 'selection.return-choice': '退回指定', 'selection.reopen': '终止公示、重新提出', 'selection.cancel': '终止指定', 'selection.read': '查看指定',
    },
  },
  recommendation: {
    round: '这一轮推荐', call: '推荐公告', answer: '推荐', entry: '推荐', paper: '推荐表', applicant: '推荐单位', choosing: '确定人选', result: '拟定成员',
    states: { open: '推荐中', choosing: '待定人选' },
    acts: {
      'selection.save': '起草推荐公告', 'selection.close': '截止推荐', 'selection.choose': '提出拟定成员', 'selection.return-choice': '退回拟定成员', 'selection.reopen': '终止公示、重新确定人选', 'selection.cancel': '终止推荐',
      'selection.read': '查看推荐', 'application.save': '填写推荐表', 'application.submit': '提交推荐', 'application.withdraw': '撤回推荐', 'application.read': '查看推荐表',
    },
  },
};
