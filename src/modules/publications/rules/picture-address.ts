/** Addresses of pictures as a publication's front matter and form hold them. Pure. */

const OWN = /^\/archivos\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[^/?#\s]{1,200}$/;

/** A picture that this site keeps; readers' browsers ask no other site for one. */
export function isOwnPicture(address: string): boolean {
  return OWN.test(address);
}

/** @returns the id of a kept picture */
export function pictureIdOf(address: string): string | undefined {
  return OWN.exec(address)?.[1];
}
