import { describe, expect, it } from 'vitest';
import { downloadHeaders } from './download';

describe('a file that is given out', () => {
  it('is a download under its own name, is not guessed at, and is kept by nobody on the way', () => {
    expect(downloadHeaders("申请书 (1)*'.pdf", 'application/pdf')).toEqual({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''%E7%94%B3%E8%AF%B7%E4%B9%A6%20%281%29%2A%27.pdf",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });
  it('has a plain name beside it where one is given', () => {
    expect(downloadHeaders('对比.xlsx', 'x/y', 'comparison.xlsx')['content-disposition']).toBe("attachment; filename=\"comparison.xlsx\"; filename*=UTF-8''%E5%AF%B9%E6%AF%94.xlsx");
  });
  it('lets no name break out of its header', () => {
    expect(downloadHeaders('a"\r\nx: y', 'x/y')['content-disposition']).not.toMatch(/["\r\n]/);
  });
});
