/**
 * Whose players and forms a text may hold, as data. A frame is never taken from a text as it stands: only the
 * id in its address is, and the address is written anew. Everything else becomes a plain link.
 */

export type EmbedKind = 'video' | 'audio' | 'form';

export interface Embed {
  kind: EmbedKind;
  /** As people call it. */
  host: string;
  /** Address for the frame, loaded only when somebody presses. */
  frame: string;
  /** Address that a person opens. */
  page: string;
}

export interface EmbedHost {
  name: string;
  kind: EmbedKind;
  /** Exact names of hosts, or with a leading dot every host below it. */
  hosts: readonly string[];
  /** @returns both addresses; undefined when the address shows nothing that can be embedded */
  read: (url: URL) => Pick<Embed, 'frame' | 'page'> | undefined;
}

const ID = /^[A-Za-z0-9_-]{6,64}$/;
const segments = (url: URL): string[] => url.pathname.split('/').filter(Boolean);
const idOf = (text: string | null | undefined): string | undefined =>
  text && ID.test(text) ? text : undefined;

const EMBED_HOSTS: readonly EmbedHost[] = [
  {
    name: 'YouTube',
    kind: 'video',
    hosts: [
      'www.youtube.com',
      'youtube.com',
      'm.youtube.com',
      'www.youtube-nocookie.com',
      'youtube-nocookie.com',
      'youtu.be',
    ],
    read: (url) => {
      const [first, second] = segments(url);
      const named = ['embed', 'shorts', 'live', 'v'].includes(first ?? '')
        ? second
        : url.searchParams.get('v');
      const id = idOf(url.hostname === 'youtu.be' ? first : named);
      if (!id) return undefined;
      return {
        frame: `https://www.youtube-nocookie.com/embed/${id}`,
        page: `https://www.youtube.com/watch?v=${id}`,
      };
    },
  },
  {
    name: 'Vimeo',
    kind: 'video',
    hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
    read: (url) => {
      const id = /^\d{5,12}$/.exec(segments(url).at(-1) ?? '')?.[0];
      if (!id) return undefined;
      return { frame: `https://player.vimeo.com/video/${id}?dnt=1`, page: `https://vimeo.com/${id}` };
    },
  },
  {
    name: 'Facebook',
    kind: 'video',
    hosts: ['www.facebook.com', 'facebook.com', 'web.facebook.com'],
    read: (url) => {
      const inner = url.pathname === '/plugins/video.php' ? url.searchParams.get('href') : url.href;
      const video = URL.parse(inner ?? '');
      if (!video || !/^(www\.|web\.)?facebook\.com$/.test(video.hostname)) return undefined;
      const page = /^\/[A-Za-z0-9.]{1,80}\/videos\/(?:[A-Za-z0-9._-]{1,120}\/)?\d{5,24}\/?$/.exec(
        video.pathname,
      );
      if (!page) return undefined;
      const address = `https://www.facebook.com${page[0]}`;
      return {
        frame: `https://www.facebook.com/plugins/video.php?href=${encodeURIComponent(address)}&show_text=false`,
        page: address,
      };
    },
  },
  {
    name: 'Spotify',
    kind: 'audio',
    hosts: ['open.spotify.com'],
    read: (url) => {
      const [, kind, id] =
        /^\/(?:embed\/|embed-podcast\/)?(episode|show|track|playlist|album)\/([A-Za-z0-9]{22})$/.exec(
          url.pathname,
        ) ?? [];
      if (!kind || !id) return undefined;
      return {
        frame: `https://open.spotify.com/embed/${kind}/${id}`,
        page: `https://open.spotify.com/${kind}/${id}`,
      };
    },
  },
  {
    name: 'Google Forms',
    kind: 'form',
    hosts: ['docs.google.com'],
    read: (url) => {
      const path = /^\/forms\/d\/(?:e\/)?[A-Za-z0-9_-]{20,120}\/viewform$/.exec(url.pathname)?.[0];
      if (!path) return undefined;
      const address = `https://docs.google.com${path}`;
      return { frame: `${address}?embedded=true`, page: address };
    },
  },
  {
    name: 'Zoom',
    kind: 'form',
    hosts: ['.zoom.us'],
    read: (url) => {
      const path = /^\/(?:meeting|webinar)\/register\/[A-Za-z0-9_-]{10,120}$/.exec(url.pathname)?.[0];
      if (!path) return undefined;
      const address = `https://${url.hostname}${path}`;
      return { frame: address, page: address };
    },
  },
];

/** @returns the player or form behind an address, written anew; undefined when it is of no known host */
export function embedOf(address: string): Embed | undefined {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.port !== '' || url.username !== '') return undefined;
  for (const host of EMBED_HOSTS) {
    if (!host.hosts.some((name) => isHost(url.hostname, name))) continue;
    const found = host.read(url);
    if (found) return { kind: host.kind, host: host.name, ...found };
  }
  return undefined;
}

function isHost(hostname: string, name: string): boolean {
  if (!name.startsWith('.')) return hostname === name;
  return hostname.endsWith(name) && /^[a-z0-9-]{1,60}$/.test(hostname.slice(0, -name.length));
}

/**
 * Of markup that somebody pasted where an address was asked for.
 * @returns the address in its `src`, as it stands there; undefined when there is none
 */
export function frameAddress(markup: string): string | undefined {
  const found = /<iframe\b[^>]{0,2000}?\ssrc\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')/i.exec(markup);
  const address = (found?.[1] ?? found?.[2])?.replaceAll('&amp;', '&').trim();
  return address === undefined || !/^https?:\/\//i.test(address) ? undefined : address;
}
