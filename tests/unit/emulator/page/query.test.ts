import { readQuery } from '../../../../src/emulator/page/query.ts';

describe('readQuery', () => {
  it('takes the browser language, the system theme and an open pane by default', () => {
    expect(readQuery('', 'zh-Hans-CN')).toEqual({
      host: 'word',
      documentUrl: null,
      manifestUrl: '/manifest.xml',
      locale: 'zh-CN',
      theme: 'system',
      readOnly: false,
      fault: null,
      paneOpen: true,
    });
  });

  it('reads what the address says', () => {
    const query = readQuery(
      '?doc=/samples/a.docx&locale=zh&theme=dark&readonly=1&fault=slow-host&pane=closed&manifest=/m.xml',
      'en-GB',
    );
    expect(query).toMatchObject({
      documentUrl: '/samples/a.docx',
      locale: 'zh-CN',
      theme: 'dark',
      readOnly: true,
      fault: 'slow-host',
      paneOpen: false,
      manifestUrl: '/m.xml',
    });
  });

  it('falls back where the address makes no sense', () => {
    expect(readQuery('?locale=%%%&theme=pink', '').locale).toBe('en-US');
    expect(readQuery('?theme=pink', 'en-GB')).toMatchObject({ theme: 'system', locale: 'en-GB' });
  });
});
