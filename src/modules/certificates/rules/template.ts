/** What the organiser decides about the certificates of one kind, and how it is frozen when one is issued. */
import type { Lang } from '../../../platform/i18n/translate.ts';
import type { Paper } from './sheet.ts';

export const LOGOS = ['organisation', 'own', 'none'] as const;
export type LogoChoice = (typeof LOGOS)[number];
export const MOST_SIGNATURES = 3;

export interface Signature {
  name: string;
  position: string;
  /** Id of a picture. */
  picture?: string;
}

interface Words {
  language: Lang;
  paper: Paper;
  title: string;
  lead: string;
  body: string;
  /** Hours and sessions below the text. */
  details: boolean;
  signatures: Signature[];
}

export interface Template extends Words {
  logo: LogoChoice;
  /** Id of the own logo's picture. */
  logoPicture?: string;
}

/** As it was when a certificate was issued: nothing in it refers to what may change. */
export interface Design extends Words {
  issuer: string;
  /** Id of a picture. */
  logo?: string;
}
