import { describe, expect, it } from 'vitest';
import { pointFaults, readHalves, sheetFaults, soFar } from './points';
import { answerSchema, orderSchema, scoreSchema } from './schema';

const id = '019abcde-0000-7000-8000-000000000001';
const other = '019abcde-0000-7000-8000-000000000002';
const items = [{ id: 'base', label: '基础条件', points: 20 }, { id: 'plan', label: '工作设想', points: 10 }];

describe('points', () => {
  it.each([['0', 0], ['20', 20], ['12.5', 12.5], ['12.0', 12], ['１２．５', 12.5], [' 8 ', 8], ['12.3', null], ['-1', null], ['', null], ['1e3', null], ['12.55', null], ['十', null]])('typed as %j are %j', (text, points) => {
    expect(readHalves(text)).toBe(points);
  });

  it('are counted as they are typed', () => {
    expect(soFar(items, { 'points-base': '20', 'points-plan': '' })).toEqual({ scored: 1, total: 20, wrong: 0 });
    expect(soFar(items, { 'points-base': '20.5', 'points-plan': '9.5' })).toEqual({ scored: 1, total: 9.5, wrong: 1 });
  });

  it('stay within their item, a reason beside each', () => {
    expect(pointFaults(items, { base: { points: 20 }, plan: { points: 0 } })).toEqual({});
    expect(Object.keys(pointFaults(items, { base: { points: 20.5 }, plan: { points: 1.25 } }))).toEqual(['points-base', 'points-plan']);
    expect(Object.keys(pointFaults(items, {}, { plan: '好' }))).toEqual(['points-plan']);
    expect(Object.keys(sheetFaults(items, { base: { points: 20, reason: '  ' } }))).toEqual(['reason-base', 'points-plan', 'reason-plan']);
    expect(sheetFaults(items, { base: { points: 20, reason: '齐全' }, plan: { points: 0, reason: '没有' } })).toEqual({});
  });
});

describe('a form', () => {
  it('of a sheet gives points and reasons by item, and keeps what is no number', () => {
    expect(scoreSchema.parse({ applicationId: id, 'points-base': '12.5', 'reason-base': ' 齐全 ', 'points-plan': '好', veto: '' })).toEqual({
      applicationId: id, items: { base: { points: 12.5, reason: '齐全' } }, unread: { plan: '好' }, veto: undefined, checkOnly: undefined,
    });
    expect(scoreSchema.safeParse({ applicationId: 'x' }).success).toBe(false);
    expect(scoreSchema.safeParse({ applicationId: id, 'reason-base': '长'.repeat(301) }).error?.issues[0]?.path).toEqual(['reason-base']);
  });

  it('of an answer gives a declaration for each applicant', () => {
    expect(answerSchema.parse({ memberId: id, [`interest-${other}`]: 'no', [`worked-${other}`]: 'yes', [`note-${other}`]: '' })).toEqual({
      memberId: id, reason: undefined, declarations: { [other]: { interest: false, worked: true, note: undefined } },
    });
    expect(answerSchema.parse({ memberId: id, [`interest-${other}`]: 'perhaps' }).declarations).toEqual({ [other]: { interest: undefined } });
  });

  it('of an order gives places', () => {
    expect(orderSchema.parse({ selectionId: id, how: 'hand', reason: '按到场先后', [`place-${other}`]: '2' })).toEqual({ selectionId: id, how: 'hand', reason: '按到场先后', places: { [other]: 2 } });
    expect(orderSchema.safeParse({ selectionId: id, how: 'dice' }).success).toBe(false);
  });
});
