/** What issuing and printing need from outside the transaction: the organisation, its logo, the drawing thread. */
import type { Actor } from '../../platform/access/access.ts';
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { notFound } from '../../platform/errors.ts';
import { findFile } from '../../platform/files/files.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import type { Issuing } from './commands/issue.ts';
import type { Drawer } from './drawing/drawer.ts';
import type { PictureResult } from './drawing/picture.ts';
import { openCertificate } from './kept.ts';
import type { CertificateRow } from './queries/certificates.ts';
import { findDesign, findPictures, pictureIds } from './queries/templates.ts';
import type { Picture, Sheet } from './rules/sheet.ts';
import { sheetOf } from './sheets.ts';

/** Logos never change under one id: each is reduced once per process and kept, the last one only. */
let lastLogo: { id: string; result: PictureResult } | undefined;

/** The organisation's logo, fit for print. @returns undefined when it has none */
export async function organisationLogo(deps: Deps, drawer: Drawer): Promise<PictureResult | undefined> {
  const { logo } = await readOrganisation(deps.db);
  if (!logo) return undefined;
  if (lastLogo?.id === logo.id) return lastLogo.result;
  const file = await findFile(deps.db, logo.id);
  if (!file) return undefined;
  const result = await drawer.picture(file.bytes);
  lastLogo = { id: logo.id, result };
  return result;
}

export async function issuing(deps: Deps, drawer: Drawer, actor: Actor): Promise<Issuing> {
  const { name } = await readOrganisation(deps.db);
  const logo = await organisationLogo(deps, drawer);
  return {
    actor,
    vault: deps.vault,
    now: deps.now(),
    issuer: name,
    logo: logo?.ok ? logo.picture : undefined,
  };
}

/** Pictures of the designs met while printing many. */
export type Looks = Map<
  string,
  { design: Parameters<typeof sheetOf>[1]; pictures: ReadonlyMap<string, Picture> }
>;

/**
 * What is printed of one certificate.
 * @param looks kept from one to the next, so that many are printed with few queries
 * @throws AppError `not_found` when its content was removed
 */
export async function sheetFor(
  deps: Deps,
  db: Read,
  row: CertificateRow,
  looks: Looks = new Map(),
): Promise<Sheet> {
  if (!row.sealed || row.design_id === null) throw notFound();
  let look = looks.get(row.design_id);
  if (!look) {
    const design = await findDesign(db, deps.vault, row.design_id);
    if (!design) throw notFound();
    look = { design, pictures: await findPictures(db, deps.vault, pictureIds(design)) };
    looks.set(row.design_id, look);
  }
  const { facts, proof } = openCertificate(deps.vault, row.id, row.sealed);
  return sheetOf(
    { code: row.code, facts, proof, issuedAt: row.issued_at },
    look.design,
    look.pictures,
    deps.config.baseUrl,
  );
}
