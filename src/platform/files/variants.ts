/** The smaller versions of pictures, made one picture at a time in the background. */

/** Declared in the manifest of the module that keeps the library of files. */
export const VARIANTS_JOB = 'site.make_variants';
