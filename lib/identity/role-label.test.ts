import { describe, expect, it } from 'vitest';
import { profileOf, profileDocument } from '@/tests/unit/one-rule';
import { roleLabel } from './role-label';

const groups = () => {
  const { structure, vocabulary } = profileDocument() as { structure: object; vocabulary: object };
  return profileOf({
    structure: { ...structure, host: null, bodies: [{ body: 'expert-group', article: '3', term: null, posts: ['leader', 'liaison', 'expert'], members: ['leader', 'liaison', 'expert'], head: 'leader' }] },
    vocabulary: { ...vocabulary, host: null, bodies: { 'expert-group': '专家组' }, posts: { leader: '召集人', liaison: '联络员' } },
  });
};

describe('the name of a role', () => {
  it('is that of the post in the words of the regulation', () => {
    expect([roleLabel('director', groups()), roleLabel('secretary', groups())]).toEqual(['召集人', '联络员']);
    expect([roleLabel('director', profileOf()), roleLabel('secretary', profileOf()), roleLabel('host-contact', profileOf())]).toEqual(['主任委员', '秘书', '挂靠单位联系人']);
  });

  it('is the common word where there is no such post, no regulation, or an office with a name of its own', () => {
    expect(roleLabel('director', null)).toBe('中心负责人');
    expect(roleLabel('assessor', groups())).toBe('考核专家');
    expect(roleLabel('official', groups(), '医政科')).toBe('医政科');
  });
});
