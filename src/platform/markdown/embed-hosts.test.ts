import { describe, expect, it } from 'vitest';
import { embedOf, frameAddress } from './embed-hosts.ts';

describe('an address of a player', () => {
  it.each([
    ['https://www.youtube.com/embed/tjHt1e066jw?si=x', 'https://www.youtube.com/watch?v=tjHt1e066jw'],
    ['https://youtu.be/tjHt1e066jw', 'https://www.youtube.com/watch?v=tjHt1e066jw'],
    ['https://www.youtube.com/watch?v=tjHt1e066jw&t=9', 'https://www.youtube.com/watch?v=tjHt1e066jw'],
    ['https://player.vimeo.com/video/123456789', 'https://vimeo.com/123456789'],
    [
      'https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Fejemplo.gt%2Fvideos%2F513728770360997%2F&t=0',
      'https://www.facebook.com/ejemplo.gt/videos/513728770360997/',
    ],
    [
      'https://open.spotify.com/embed-podcast/episode/44UUNkovLQ5Pydgc8tLuPO',
      'https://open.spotify.com/episode/44UUNkovLQ5Pydgc8tLuPO',
    ],
    [
      'https://docs.google.com/forms/d/e/1FAIpQLScMacWQvxgzjbjCw7KJG5v4Z0fdgVsVpW1Oa4Fk826oNZPlqA/viewform?embedded=true',
      'https://docs.google.com/forms/d/e/1FAIpQLScMacWQvxgzjbjCw7KJG5v4Z0fdgVsVpW1Oa4Fk826oNZPlqA/viewform',
    ],
  ])('%s', (address, page) => {
    expect(embedOf(address)?.page).toBe(page);
  });

  it.each([
    'https://www.youtube.com.otro.example/embed/tjHt1e066jw',
    'https://otro.example/https://www.youtube.com/embed/tjHt1e066jw',
    'https://www.youtube.com@otro.example/embed/tjHt1e066jw',
    'https://usuario@www.youtube.com/embed/tjHt1e066jw',
    'https://www.youtube.com:8443/embed/tjHt1e066jw',
    'https://www.youtube.com/embed/"onload=x',
    'https://www.youtube.com/embed/',
    'https://www.facebook.com/plugins/video.php?href=javascript:alert(1)',
    'https://www.facebook.com/plugins/video.php?href=https://otro.example/a/videos/513728770360997',
    'https://www.facebook.com/plugins/page.php?href=https://www.facebook.com/x',
    'https://a.b.zoom.us/meeting/register/tZMlc-qhpjMtGtYqxhx96',
    'https://zoom.us.otro.example/meeting/register/tZMlc-qhpjMtGtYqxhx96',
    'https://us06web.zoom.us/j/123',
    'javascript:alert(1)//youtu.be/tjHt1e066jw',
    'ftp://youtu.be/tjHt1e066jw',
    '//youtu.be/tjHt1e066jw',
    '',
  ])('%s is none', (address) => {
    expect(embedOf(address)).toBeUndefined();
  });

  it('is found in markup that somebody pasted', () => {
    expect(
      frameAddress(
        '<iframe width="560" height="315" src="https://a.example/x?a=1&amp;b=2" title="y"></iframe>',
      ),
    ).toBe('https://a.example/x?a=1&b=2');
    expect(frameAddress("<IFRAME SRC='https://a.example/'>")).toBe('https://a.example/');
    expect(frameAddress('<iframe src="javascript:alert(1)">')).toBeUndefined();
    expect(frameAddress('https://a.example')).toBeUndefined();
  });
});
