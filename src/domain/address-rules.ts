/** What a mail provider makes of the part before the `@`: which spellings reach one mailbox. */
export interface AddressRule {
  /** The name all of the provider's domains stand for. */
  readonly domain: string;
  readonly aliases: readonly string[];
  /** Characters that do not matter in the local part. */
  readonly ignored: RegExp | null;
}

/** Rules we have a source for. `+tag` is dropped everywhere and needs none. */
export const ADDRESS_RULES: readonly AddressRule[] = [
  // https://support.google.com/mail/answer/7436150 (dots) and /answer/10313 (googlemail.com)
  { domain: 'gmail.com', aliases: ['googlemail.com'], ignored: /\./gu },
  // https://proton.me/support/addresses-and-aliases (pm.me, proton.me, protonmail.com; dots, hyphens, underscores)
  { domain: 'proton.me', aliases: ['protonmail.com', 'pm.me'], ignored: /[._-]/gu },
  // https://support.apple.com/en-us/102589 (one mailbox for icloud.com, me.com and mac.com)
  { domain: 'icloud.com', aliases: ['me.com', 'mac.com'], ignored: null },
  // https://yandex.com/support/id/en/authorization/mail-aliases (one mailbox in every Yandex domain)
  {
    domain: 'yandex.ru',
    aliases: ['yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'ya.ru'],
    ignored: null,
  },
];
