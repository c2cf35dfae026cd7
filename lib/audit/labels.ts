/** How each recorded act is called on screen. */
export const ACT_LABELS: Readonly<Record<string, string>> = {
  'centre.open': '设立中心',
  'specialty.add': '增加专业方向',
  'institution.register': '登记机构',
  'roster.begin': '起草名单',
  'roster.save': '修改名单',
  'roster.submit': '报送名单',
  'roster.withdraw': '撤回名单',
  'roster.approve': '审定名单',
  'roster.return': '退回名单',
  'person.register': '登记人选',
  'assessment.assign': '分配考核',
  'assessment.save': '保存考核',
  'assessment.propose': '提出等次',
  'assessment.return': '退回考核',
  'assessment.confirm': '确认等次',
  'assessment.choose-rule': '选定认定办法',
  'decision.confirm': '裁定',
  'regulation.upload': '上传办法全文',
  'account.unlock': '解锁账号',
  'account.redeem-invite': '启用账号',
  'session.begin': '登录',
  // Read acts are recorded where they are refused.
  'page.read': '查看他辖区页面',
  'worklist.read': '查看待办',
  'centre.list': '查看中心名录',
  'centre.read': '查看中心档案',
  'specialty.list': '查看专业目录',
  'institution.list': '查看医疗机构',
  'roster.read': '查看名单',
  'assessment.list': '查看年度考核',
  'assessment.read': '查看考核',
  'decision.read': '查看裁定',
  'departure.list': '查看偏离登记',
  'audit.read': '查看审计日志',
  'account.list': '查看账号',
  'regulation.read': '查看条文与口径',
  'tenant.create': '建立辖区',
  'profile.publish': '发布规则档案',
  'account.create': '建立账号',
  'account.invite': '重发启用链接',
  'role.grant': '授予角色',
};

export const AUDIT_RESULTS: Readonly<Record<string, string>> = { ok: '成功', refused: '未通过', denied: '拒绝' };

/** What an act may be about. */
const TARGETS: Readonly<Record<string, string>> = {
  account: '账号', tenant: '辖区', centre: '中心', specialty: '专业方向', institution: '机构', person: '人员', 'roster-change': '名单', assessment: '考核',
  'assessment-year': '年度认定', decision: '裁定', 'regulation-text': '办法全文', 'profile-version': '规则版本', page: '页面',
};

/** What an act was about: its name where it still has one, otherwise its kind with the end of its id, which tells ids apart. */
export function targetWords(type: string, id: string, name?: string): string {
  const kind = TARGETS[type] ?? type;
  if (id === '') return kind || '无';
  return `${kind} ${name ?? (id.length > 12 ? id.slice(-6) : id)}`;
}
