/** What a supporter asks for by mail: to sign, or to get news of a campaign. */
export type EntryKind = 'signature' | 'news';
