import type { Host } from '#settings/settings.ts';
import { sentence, type Sentence } from './sentence.ts';

/** Where a signature is stored, and whether whoever runs that place could read it. */
export function whereItIsStored(host: Host, isSealing: boolean): Sentence[] {
  const { place, open, sealed } = STORED[host];
  return [
    sentence(place),
    ...(isSealing ? [sentence(sealed), sentence('privacy.who.keys')] : [sentence(open)]),
  ];
}

const STORED = {
  netlify: { place: 'privacy.who.host', open: 'privacy.who.open', sealed: 'privacy.who.sealed' },
  own: { place: 'privacy.who.ownHost', open: 'privacy.who.ownOpen', sealed: 'privacy.who.ownSealed' },
} as const;

/** What becomes of network addresses. */
export function whoSeesAddresses(host: Host): Sentence[] {
  if (host === 'netlify') return [sentence('privacy.notKept.address')];
  return [sentence('privacy.notKept.ownAddress'), sentence('privacy.notKept.ownNetwork')];
}

/** What a machine of its own notes of requests. What Netlify notes is not ours to say. */
export function whatIsLogged(host: Host): Sentence[] {
  return host === 'own' ? [sentence('privacy.kept.ownLog')] : [];
}

/** What outlives erasing because there are backups. */
export function whatBackupsKeep(host: Host): Sentence[] {
  return host === 'own' ? [sentence('privacy.long.ownBackups')] : [];
}
