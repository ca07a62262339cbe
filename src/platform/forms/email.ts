/** The shape of an address that mail servers take, for forms. Whether it is theirs, only a mail to it shows. */
export const EMAIL_PATTERN = String.raw`^[^\s@<>(),;:"\[\]\\]{1,64}@[^\s@<>(),;:"\[\]\\]+\.[^\s@<>(),;:"\[\]\\.]{2,63}$`;
