/**
 * The page that is saved to disk: one file that asks nobody for anything. Its own content policy lets only its
 * own scripts run, by their hashes, online as from a folder.
 */
import { createHash } from 'node:crypto';
import { dayAndTime } from '../../events/index.ts';
import { renderFragment } from '../../../ui/render.tsx';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { type Checks, ContentCheck } from '../pages/verify.tsx';

export interface SavedPage {
  t: Translate;
  lang: Lang;
  zone: string;
  site: string;
  baseUrl: string;
  now: Temporal.Instant;
  checks: Checks;
  /** Text of `verify.js` and of the Ed25519 library. */
  scripts: { verify: string; library: string };
}

/** @returns the page, and its policy for the header */
export function savedPage(page: SavedPage): { html: string; policy: string } {
  const { t, lang, scripts } = page;
  const library = `${scripts.library}\nglobalThis.ed25519Library={verify,hashes};\n`;
  const policy =
    `default-src 'none'; script-src ${hash(scripts.verify)} ${hash(library)}; style-src ${hash(STYLE)}; ` +
    `base-uri 'none'; form-action 'none'`;
  const html = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${renderFragment(<>{t('certificates.saved.title')}</>)}</title>
<style>${STYLE}</style>
</head>
<body>
${renderFragment(<Body {...page} />)}
<script type="module">${library}</script>
<script>${scripts.verify}</script>
</body>
</html>
`;
  return { html, policy };
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function Body({ t, lang, zone, site, baseUrl, now, checks }: SavedPage) {
  const date = dayAndTime(now, zone, lang).text;
  return (
    <main>
      <h1>{t('certificates.saved.title')}</h1>
      <p>{t('certificates.saved.lead', { site, date })}</p>
      <noscript>
        <p>{t('certificates.saved.noscript')}</p>
      </noscript>
      <form data-verify-form>
        <label for="content">{t('certificates.saved.label')}</label>
        <textarea id="content" name="content" rows={4} spellcheck={false} required />
        <button type="submit">{t('certificates.saved.submit')}</button>
      </form>
      <ContentCheck t={t} checks={checks} />
      <p class="hint">{t('certificates.saved.note', { address: `${baseUrl}/verificar` })}</p>
    </main>
  );
}

/** Small, and for this page alone. */
const STYLE = `:root{color-scheme:light dark;--ink:#15201b;--bg:#fff;--line:#cbd6d0;--ok:#17623a;--warn:#7a4a00;--bad:#a11d1d;--accent:#0a6350}
@media(prefers-color-scheme:dark){:root{--ink:#e6eeea;--bg:#111816;--line:#3a4a43;--ok:#7fd6a5;--warn:#f0c069;--bad:#ff9c93;--accent:#a6e6cf}}
body{margin:0;background:var(--bg);color:var(--ink);font:1.05rem/1.55 'Segoe UI',Roboto,'Noto Sans',system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:2rem 1.15rem}
h1{font:700 1.8rem/1.2 Charter,Georgia,serif}
h2{font:700 1.3rem/1.25 Charter,Georgia,serif;margin:1.5rem 0 .5rem}
label{display:block;font-weight:700;margin-top:1.5rem}
textarea{box-sizing:border-box;width:100%;margin:.5rem 0;padding:.6rem;border:1px solid;border-radius:.3rem;background:var(--bg);color:inherit;font:inherit;overflow-wrap:anywhere}
button{padding:.7rem 1.4rem;border:0;border-radius:.3rem;background:#0a6350;color:#fff;font:inherit;font-weight:700}
[hidden]{display:none}
.notice{margin:1.5rem 0;padding:1rem;border-left:.4rem solid var(--ok)}
.notice p{margin:.25rem 0}
.notice-title{font-weight:700;font-size:1.2rem;color:var(--ok)}
.notice-title::before{content:'✓ '}
.tone-warning{border-color:var(--warn)}.tone-warning .notice-title{color:var(--warn)}.tone-warning .notice-title::before{content:'↻ '}
.tone-danger{border-color:var(--bad)}.tone-danger .notice-title{color:var(--bad)}.tone-danger .notice-title::before{content:'✕ '}
.outcome-unknown_key .notice-title::before{content:'? '}
dl>div{padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{font-size:.9rem}dd{margin:0;overflow-wrap:anywhere}dd[data-fact=name]{font-weight:700;font-size:1.2rem}
.hint{font-size:.9rem}`;
