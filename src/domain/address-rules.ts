/** A mail provider's rule for the part before the `@`: which spellings reach one mailbox. */
export interface AddressRule {
  /** The name that replaces all of the provider's domains. */
  readonly domain: string;
  readonly aliases: readonly string[];
  /** Characters that the provider ignores in the local part. */
  readonly ignored: RegExp | null;
}

/** Provider rules with a source. `+tag` is dropped for every provider and needs no rule. */
export const ADDRESS_RULES: readonly AddressRule[] = [
  // https://support.google.com/mail/answer/7436150 (dots) and /answer/10313 (googlemail.com)
  { domain: 'gmail.com', aliases: ['googlemail.com'], ignored: /\./gu },
  // https://proton.me/support/addresses-and-aliases (pm.me, proton.me, protonmail.com, and protonmail.ch for
  // accounts made before 2016; dots, hyphens, underscores)
  { domain: 'proton.me', aliases: ['protonmail.com', 'protonmail.ch', 'pm.me'], ignored: /[._-]/gu },
  // https://support.apple.com/en-us/102589 (one mailbox for icloud.com, me.com and mac.com)
  { domain: 'icloud.com', aliases: ['me.com', 'mac.com'], ignored: null },
  // https://yandex.com/support/id/en/authorization/mail-aliases (one mailbox in every Yandex domain)
  {
    domain: 'yandex.ru',
    aliases: ['yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'ya.ru'],
    ignored: null,
  },
];
