import { nearest, plainWord } from './nearest.ts';

/** Words that are often written for another one. */
type Synonyms = Readonly<Partial<Record<string, readonly string[]>>>;

/** The choice that a typed value means, by its spelling or as a synonym; `null` if none is certain. */
export function meantChoice<Choice extends string>(
  typed: unknown,
  choices: readonly Choice[],
  synonyms: Synonyms = {},
): Choice | null {
  const word = typeof typed === 'string' || typeof typed === 'boolean' ? String(typed) : '';
  const plain = plainWord(word);
  const called = choices.find((choice) => synonyms[choice]?.includes(plain));
  if (called !== undefined) return called;
  const near =
    nearest(word, choices) ??
    nearest(
      word,
      Object.values(synonyms).flatMap((words) => words ?? []),
    );
  return choices.find((choice) => choice === near || synonyms[choice]?.includes(near ?? '')) ?? null;
}

/** What the states of a campaign are called elsewhere. */
export const STATUS_SYNONYMS = {
  draft: ['unpublished', 'private', 'hidden', 'planned', 'new', 'borrador', 'entwurf', 'wip'],
  active: [
    'open',
    'opened',
    'published',
    'publish',
    'public',
    'live',
    'online',
    'running',
    'started',
    'on',
    'activa',
    'activo',
    'aktiv',
  ],
  paused: ['pause', 'onhold', 'hold', 'stopped', 'suspended', 'pausada', 'pausado', 'pausiert'],
  closed: [
    'close',
    'ended',
    'end',
    'over',
    'finished',
    'done',
    'expired',
    'archived',
    'cerrada',
    'cerrado',
    'beendet',
  ],
  won: ['win', 'success', 'successful', 'victory', 'achieved', 'ganada', 'ganado', 'gewonnen'],
} as const;

/** What the fields of the form are called elsewhere. */
export const FIELD_SYNONYMS = {
  postalCode: ['postcode', 'postal', 'zip', 'zipcode', 'plz', 'postleitzahl', 'codigopostal', 'cp'],
  country: ['nation', 'land', 'pais'],
  comment: ['message', 'remark', 'note', 'comentario', 'kommentar'],
  updates: ['newsletter', 'news', 'subscribe', 'optin', 'novedades'],
  nameShown: ['shownname', 'showname', 'displayname', 'namedisplay', 'anonymous', 'public'],
} as const;

/** What confirmation by mail is called elsewhere. */
export const CONFIRMATION_SYNONYMS = {
  none: ['no', 'false', 'off', 'never', 'not', 'ninguna', 'keine'],
  required: [
    'yes',
    'true',
    'on',
    'mail',
    'bymail',
    'email',
    'byemail',
    'demanded',
    'mandatory',
    'always',
    'doubleoptin',
    'si',
    'ja',
  ],
} as const;

/** The answer that a typed value means; `null` if none is certain. */
export function meantAnswer(typed: unknown): boolean | null {
  const word = typeof typed === 'string' || typeof typed === 'number' ? plainWord(String(typed)) : '';
  if (['yes', 'y', 'true', 'on', '1', 'si', 'ja', 'oui', 'sim'].includes(word)) return true;
  return ['no', 'n', 'false', 'off', '0', 'none', 'never', 'nein', 'non', 'nao'].includes(word)
    ? false
    : null;
}
