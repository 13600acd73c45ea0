/** Astro's mark of a scope, at an element and in a rule. It is a class where an element takes any attributes. */
const MARK = /(?:data-astro-cid-|(?<![\w-])astro-)([a-z0-9]{8})(?![\w-])/gu;

/** The scopes in a name, a class or a selector. */
export function scopesIn(text: string): string[] {
  return text.includes('astro-') ? Array.from(text.matchAll(MARK), ([, scope = '']) => scope) : [];
}

/** The scope that an attribute names. */
export function attributeScope(name: string): string | null {
  return /^data-astro-cid-([a-z0-9]{8})/u.exec(name)?.[1] ?? null;
}
