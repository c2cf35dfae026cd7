import { describe, expect, it } from 'vitest';
import { CENTRE_STATUSES, statusesOf } from './states';

describe('the states of a centre', () => {
  it('are all of them where there is a host, and none about a host where there is none', () => {
    expect(statusesOf(true)).toBe(CENTRE_STATUSES);
    expect(Object.keys(statusesOf(false))).toEqual(['operating', 'rectifying', 'closed']);
  });
});
