/** By what the header of a column is found again: blind to case, accents and signs; figures count. Pure. */
import { lettersOf } from '../rules/names.ts';

export const headerKey = (header: string): string => `${lettersOf(header)} ${header.replaceAll(/\D/g, '')}`;
