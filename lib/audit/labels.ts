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
};

export const AUDIT_RESULTS: Readonly<Record<string, string>> = { ok: '成功', refused: '未通过', denied: '拒绝' };
