import { describe, expect, it } from 'vitest';
import { localDate } from '@/lib/kernel/local-date';
import { builtInCalendar } from '@/lib/rulebook';
import { profileOf } from '@/tests/unit/one-rule';
import { noticeBody, noticeBodySchema, type NoticeInput } from './page';

const profile = profileOf({ notice: { article: '8(1)', days: 5, unit: 'working-days', objection: { article: '8(2)' } } });
const input = (over: Partial<NoticeInput> = {}): NoticeInput => ({
  number: 'X-GS-2026-001', profile, revision: 1, sha256: 'a', calendar: builtInCalendar, publishedOn: localDate('2026-09-28'), contact: '质控办',
  proposed: { kind: 'host', designated: false, centre: '眼科质控中心', host: '第一医院（三级甲等）', head: '张三（正高）' },
  course: [{ on: localDate('2026-06-15'), text: '发布遴选公告', article: '7(1)' }], steps: ['单位申请', '资格审核'], ...over,
});

describe('the page of a notice', () => {
  it('says who is put forward for what, and by which way', () => {
    const body = noticeBody(input())!;
    expect(body.title).toMatch(/^关于眼科质控中心.+遴选结果的公示$/);
    expect(body.basis).toContain('经单位申请、资格审核和综合研究，拟确定以下');
    expect(body.columns.slice(-2).join()).toMatch(/拟任负责人|周期/);
    expect(body.rows).toEqual([expect.arrayContaining(['眼科质控中心', '第一医院（三级甲等）', '张三（正高）'])]);
    expect(body.columns).toHaveLength(body.rows[0]!.length);
    expect(body.period.lastDay).toBe('2026-10-10');
  });

  it('of a designation says that it is one', () => {
    const body = noticeBody(input({ proposed: { kind: 'host', designated: true, centre: '眼科质控中心', host: '第一医院', head: null }, steps: [] }))!;
    expect([body.title.includes('指定结果'), body.basis.includes('经综合研究，拟指定以下'), body.columns.includes('拟任负责人')]).toEqual([true, true, false]);
  });

  it('of members names each with his post', () => {
    const members = [{ name: '张三', institution: '第一医院', title: '正高', post: '组长' }, { name: '李四', institution: '第二医院', title: '副高', post: '专家' }];
    const body = noticeBody(input({ proposed: { kind: 'members', group: '眼科质控组专家组', members } }))!;
    expect(body.rows).toEqual([['张三', '第一医院', '正高', '组长'], ['李四', '第二医院', '副高', '专家']]);
    expect(body.basis).toContain('以下2人为眼科质控组专家组成员');
  });

  it('is read back as it was written', () => {
    const body = noticeBody(input())!;
    expect(noticeBodySchema.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
  });

  it('is none where the text knows no notice', () => {
    expect(noticeBody(input({ profile: profileOf({ notice: null }) }))).toBeNull();
  });
});
