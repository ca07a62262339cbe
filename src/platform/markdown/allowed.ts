/** What may remain of the HTML of a text. An allow list: what is not named here is taken out. */
import type { Options as Schema } from 'rehype-sanitize';

/** Stands where a frame stood, until `dress.ts` puts the still there. Forged ones show a still again, or nothing. */
export const STILL = 'x-still';

/** Nothing of these is left, not even the text in them. */
const WITH_CONTENT = [
  'script',
  'style',
  'template',
  'noscript',
  'noembed',
  'noframes',
  'iframe',
  'frameset',
  'object',
  'embed',
  'applet',
  'svg',
  'math',
  'title',
  'textarea',
  'select',
  'xmp',
  'plaintext',
  'audio',
  'video',
  'canvas',
  'head',
];

const TABLE_CELL: NonNullable<Schema['attributes']>[string] = [
  ['align', 'left', 'center', 'right'],
  ['colSpan', /^[1-9]\d?$/],
  ['rowSpan', /^[1-9]\d?$/],
];

/** Ids in a text begin so (or with another sign and a hyphen): none can pass for one of the page's own. */
export const NOTE_PREFIX = 'n-';
const NOTE_ID = /^n-fn(ref)?-[\w%.-]{1,80}$/;

const TAGS = [
  'p br hr h1 h2 h3 h4 h5 h6 blockquote pre code a img ul ol li dl dt dd input section details summary',
  'strong b em i u s strike del ins sub sup small mark abbr q cite kbd samp var time',
  'table caption thead tbody tfoot tr th td figure figcaption',
  STILL,
].join(' ');

export const ALLOWED: Schema = {
  tagNames: TAGS.split(' '),
  attributes: {
    '*': [
      ['lang', /^[a-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/],
      ['dir', 'ltr', 'rtl', 'auto'],
    ],
    a: [
      'href',
      'title',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'ariaLabel',
      ['id', NOTE_ID],
      ['ariaDescribedBy', 'footnote-label'],
    ],
    abbr: ['title'],
    code: [['className', /^language-[\w+#-]{1,30}$/]],
    h2: [['id', 'footnote-label']],
    img: ['src', 'alt', 'title', ['width', /^[1-9]\d{0,4}$/], ['height', /^[1-9]\d{0,4}$/]],
    input: [['type', 'checkbox'], 'checked'],
    li: [
      ['id', NOTE_ID],
      ['value', /^-?\d{1,6}$/],
    ],
    ol: [['start', /^-?\d{1,6}$/], 'reversed'],
    section: ['dataFootnotes'],
    td: TABLE_CELL,
    th: [...TABLE_CELL, ['scope', 'col', 'row', 'colgroup', 'rowgroup']],
    time: [['dateTime', /^[\d:.TZ+-]{4,40}$/]],
    [STILL]: [['index', /^\d{1,4}$/]],
  },
  ancestors: {
    caption: ['table'],
    thead: ['table'],
    tbody: ['table'],
    tfoot: ['table'],
    tr: ['table'],
    th: ['table'],
    td: ['table'],
    li: ['ul', 'ol'],
    dt: ['dl'],
    dd: ['dl'],
    figcaption: ['figure'],
    summary: ['details'],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https'] },
  required: { input: { type: 'checkbox' } },
  strip: WITH_CONTENT,
  // Ids are of a fixed shape already, and names are taken out.
  clobber: [],
  clobberPrefix: '',
  allowComments: false,
  allowDoctypes: false,
};
